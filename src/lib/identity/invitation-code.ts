/** Crockford's base 32: no I, L, O or U, so that a code can be read out and written down. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 10;

/** Ten symbols, 50 random bits, shown in two halves. */
export function newInvitationCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SYMBOLS));
  const symbols = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${symbols.slice(0, 5)}-${symbols.slice(5)}`;
}

/** The code as it is compared: no spaces or dashes, capitals, look-alikes made one. */
export function normaliseInvitationCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
