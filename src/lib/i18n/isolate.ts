/** Keeps a piece of text together whatever its direction (Unicode first-strong isolate): for use inside a message. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The same for phone numbers, amounts and English words, which always run left to right. */
export function isolateLtr(text: string): string {
  return `\u2066${text}\u2069`;
}
