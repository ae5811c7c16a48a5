import { findTexts } from '$lib/authorities/texts.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';

/** Theme titles by id, in English: the desk's language. */
export async function themeNames(db: Db, authorityId: string): Promise<Map<string, string>> {
  const texts = await findTexts(db, authorityId, 'theme', 'en');
  return new Map([...texts].map(([themeId, { fields }]) => [themeId, fields.title ?? themeId]));
}
