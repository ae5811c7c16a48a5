const WHY_MAX = 300;

/** Why something is published, taken out or brought back: always said, for those who come after. */
export function whyFault(why: string): string | null {
  if (why === '') return 'Say why. Whoever comes after you will want to know.';
  return why.length > WHY_MAX ? `Use at most ${WHY_MAX} characters.` : null;
}
