import { createHash } from 'node:crypto';

/**
 * Which English a translation is made from, in sixteen letters. The order of fields and empty ones make no difference,
 * so that a field nobody has filled in yet makes no translation old.
 */
export function madeFrom(english: Readonly<Record<string, string>>): string {
  const said = Object.entries(english)
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}
