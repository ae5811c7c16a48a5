/** Why a point is not shared: the whole list, as its sender and the desk read it. There are no others. */
export const notSharedReasons = [
  'could-show-who',
  'own-matter',
  'said-already',
  'not-about-council',
] as const;

export type NotSharedReason = (typeof notSharedReasons)[number];

export function isNotSharedReason(text: string | undefined): text is NotSharedReason {
  return (notSharedReasons as readonly string[]).includes(text ?? '');
}
