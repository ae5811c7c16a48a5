/** A decimal digit of any script as a Latin one: a script's ten begin where the code point ends in 0 or 6. */
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const row = code & ~0xf;
  return String(/\p{Nd}/u.test(String.fromCodePoint(row)) ? code - row : code - row - 6);
}

/** Ethiopic numbers have no place value: each sign stands for a digit here, so that a number is seen as one. */
const ethiopicDigit = (sign: string) => String(Math.min(sign.charCodeAt(0) - 0x1368, 10) % 10);

/** Text with the digits of every script as Latin ones and spaces of every kind as plain ones: as long as it was. */
export function withPlainDigits(text: string): string {
  return text
    .replace(/[^\P{Nd}0-9\u{10000}-\u{10ffff}]/gu, latinDigit)
    .replace(/[\u1369-\u137c]/g, ethiopicDigit)
    .replace(/[\u00a0\u2000-\u200b\u202f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}
