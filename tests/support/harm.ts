import { everyHeader } from '../../src/front/headers.server.ts';
import type { Answer } from './ask.ts';
import { INSIDES } from './naughty.ts';

/** The headers that every answer carries, whatever it answers. */
export const protections: string[] = everyHeader(false).map(([name]) => name.toLowerCase());

/** What is wrong with an answer, whatever it was an answer to: a header that is missing, or a look at our insides. */
export function harmIn({ headers, text }: Answer): string[] {
  const missing = protections.filter((name) => !(name in headers));
  return [...missing, ...(INSIDES.exec(text)?.slice(0, 1) ?? [])];
}
