const ARABIC = /^\p{Script=Arabic}/u;
const ETHIOPIC = /^\p{Script=Ethiopic}/u;
/** "And", "so"; "in", "for", "like"; "the": joined to the next word in Arabic. */
const ARABIC_JOINED = [/^[وف]/, /^[وف]?[بلك]/, /^[وف]?[بك]?ال/, /^[وف]?لل/];
/** "To", "in", "from", "of" before a Tigrinya noun; "and", "too" after it. */
const ETHIOPIC_BEFORE = /^(?:ን|ብ|ከ|ካብ|ናይ|ናብ|ኣብ|አብ|ምስ|ዘ|ም|የ|በ|ለ)/;
const ETHIOPIC_AFTER = /(?:ውን|ን|ስ|ዶ|ሲ)$/;

/** A folded word in the forms it may be listed under: as it is, and without what its language joins to it. */
export function formsOf(word: string): string[] {
  if (ARABIC.test(word)) {
    const cut = ARABIC_JOINED.map((joined) => word.replace(joined, ''));
    return [...new Set([word, ...cut.filter((form) => form.length >= 3)])];
  }
  if (ETHIOPIC.test(word)) {
    const bare = word.replace(ETHIOPIC_AFTER, '');
    const cut = [bare, word.replace(ETHIOPIC_BEFORE, ''), bare.replace(ETHIOPIC_BEFORE, '')];
    return [...new Set([word, ...cut.filter((form) => form.length >= 2)])];
  }
  return [word];
}

export const isLatin = ({ word }: { word: string }) => /^[a-z]/.test(word);

/** What a Polish name ends in, by how it ends in its first case; `k` and `c` stand for what the consonant becomes. */
const A_ENDINGS = ['a', 'y', 'i', 'e', 'ie', 'o', 'u', 'ia'];
const SOFT: [RegExp, string][] = [
  [/k$/, 'ce'],
  [/g$/, 'dze'],
  [/t$/, 'cie'],
  [/d$/, 'dzie'],
  [/r$/, 'rze'],
  [/l$/, 'le'],
  [/ch$/, 'sze'],
  [/st$/, 'scie'],
];

/** A folded Polish name in all its cases: Marta, Marty, Marcie …; Kamil, Kamila, Kamilowi …; Marek, Marka, Markowi … */
export function polishCases(name: string): string[] {
  const stem = name.replace(/[aoeiuy]$/, '');
  const soft = SOFT.flatMap(([ending, becomes]) =>
    ending.test(stem) ? [stem.replace(ending, becomes)] : [],
  );
  if (name.endsWith('a')) return [name, ...A_ENDINGS.map((ending) => stem + ending), ...soft];
  if (/[eiy]$/.test(name))
    return [
      name,
      ...['ego', 'iego', 'emu', 'iemu', 'im', 'ym', 'm', 'ch', 'ej', 'a'].map((ending) => stem + ending),
    ];
  const bare = /[^aeiou]i?e[kcl]$/.test(name) ? name.replace(/i?e([kcl])$/, '$1') : name;
  const endings = ['a', 'owi', 'em', 'iem', 'ie', 'u', 'ze', 'om', 'ow'].map((ending) => bare + ending);
  return [name, ...endings, ...soft];
}
