/** Text with the digits of Arabic and Persian keyboards as Latin ones; nothing else is changed. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
