/** What identifying words may be. Stable ids: they are sealed with what was taken out. */
export const identifyingKinds = [
  'email',
  'link',
  'handle',
  'phone',
  'car-plate',
  'number',
  'address',
  'date',
  'school',
  'place',
  'name',
  'age',
] as const;

export type IdentifyingKind = (typeof identifyingKinds)[number];

/** What each kind is called at the desk. */
export const kindNames: Record<IdentifyingKind, string> = {
  email: 'email address',
  link: 'link',
  handle: 'name online',
  phone: 'phone number',
  'car-plate': 'car plate',
  number: 'number',
  address: 'address',
  date: 'date or time',
  school: 'school',
  place: 'place',
  name: 'name',
  age: 'age',
};

/** Words that may tell who somebody is: `from` up to, not including, `to`, in UTF-16 units. */
export interface Found {
  from: number;
  to: number;
  kind: IdentifyingKind;
  /** False for a guess: it is proposed all the same, because a name missed costs more than one looked at twice. */
  surely: boolean;
}

const rank = (kind: IdentifyingKind) => identifyingKinds.indexOf(kind);

/** Makes one of those that overlap: as far as both reach, of the kind that says more. In order of place. */
export function mergeFound(found: readonly Found[]): Found[] {
  const merged: Found[] = [];
  for (const one of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (!last || one.from >= last.to) merged.push({ ...one });
    else {
      const kind = rank(one.kind) < rank(last.kind) ? one.kind : last.kind;
      Object.assign(last, { to: Math.max(last.to, one.to), kind, surely: last.surely || one.surely });
    }
  }
  return merged;
}
