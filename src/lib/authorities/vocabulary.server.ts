import type { Lang } from '../i18n/languages.ts';
import type { Db } from '../platform/database.ts';
import { authorityOf } from './authorities.queries.server.ts';
import type { Authority, Vocabulary } from './authority.ts';
import { findTexts, textsOf } from './texts.queries.server.ts';

/** An authority and its own words in one language. @throws Refusal `not-found` when there is no such authority. */
export async function findAuthorityInWords(
  db: Db,
  authorityId: string,
  lang: Lang,
): Promise<{ authority: Authority; vocabulary: Vocabulary }> {
  const authority = await authorityOf(db, authorityId);
  const texts = await findTexts(db, authorityId, 'authority', lang);
  return { authority, vocabulary: textsOf(texts, authorityId).fields as unknown as Vocabulary };
}
