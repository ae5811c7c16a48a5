/** Whether somebody's name stands in words: all of it, a part that is theirs, or nothing. */
export type NameFound = 'full' | 'part' | null;

/** A word of a name shorter than this stands in too many others' words. */
const PART_MIN = 3;

/** Words as they are compared: small letters, no accents; what is neither letter nor digit parts them. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Looks for names in words that were split once. */
export function nameFinder(words: string): (displayName: string) => NameFound {
  const said = ` ${wordsOf(words).join(' ')} `;
  return (displayName) => {
    const name = wordsOf(displayName);
    if (name.length === 0) return null;
    if (said.includes(` ${name.join(' ')} `)) return name.length > 1 ? 'full' : 'part';
    const [first = '', last = ''] = [name.at(0), name.at(-1)];
    return [first, last].some((part) => part.length >= PART_MIN && said.includes(` ${part} `))
      ? 'part'
      : null;
  };
}
