import { LRUCache } from 'lru-cache';
import { findContentVersions } from '../authorities/authorities.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import { translator } from '../i18n/translator.ts';
import type { Db } from '../platform/database.ts';
import { findOffer } from './offer.queries.server.ts';
import { Search, type SearchEntry } from './search.ts';
import { searchEntries } from './search-words.ts';

interface Kept {
  version: number | undefined;
  search: Search<SearchEntry>;
}

/** Making one takes far longer than looking through it. One each for the councils and languages asked for last. */
const kept = new WeakMap<Db, LRUCache<string, Kept>>();

/** What an authority's young people can get, to be looked through in a language. */
export async function searchOf(db: Db, authorityId: string, lang: Lang): Promise<Search<SearchEntry>> {
  const version = (await findContentVersions(db)).get(authorityId);
  const searches = kept.get(db) ?? new LRUCache<string, Kept>({ max: 24 });
  kept.set(db, searches);
  const name = `${authorityId}/${lang}`;
  const before = searches.get(name);
  if (before?.version === version && before) return before.search;
  const offer = await findOffer(db, authorityId, lang);
  const search = new Search(searchEntries(translator(lang), lang, offer));
  searches.set(name, { version, search });
  return search;
}
