/** The calm colours that tell parts of a page apart. Red is not among them: it is for danger. */
const tones = ['sun', 'leaf', 'sky', 'plum', 'rose', 'sand', 'sea'] as const;

export function toneOf(index: number): string {
  return tones[index % tones.length] ?? 'sun';
}
