/** Where a list goes on: the sort key and the id of the last row that was shown. */
export interface After {
  key: string;
  id: string;
}

/** As it stands in an address. */
export function showAfter({ key, id }: After): string {
  return `${key}~${id}`;
}

/** @returns null for what is no such place: the list then begins at its beginning. */
export function readAfter(text: string | null): After | null {
  const match = /^([\dTZ:.-]{10,30})~([\w-]{1,80})$/.exec(text ?? '');
  return match ? { key: match[1] ?? '', id: match[2] ?? '' } : null;
}
