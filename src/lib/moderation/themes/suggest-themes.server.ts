import { LRUCache } from 'lru-cache';
import { authorityOf, findContentVersions } from '../../authorities/authorities.queries.server.ts';
import type { Lang } from '../../i18n/languages.ts';
import type { Db } from '../../platform/database.ts';
import { findPromise } from '../../promise/promise.queries.server.ts';
import { countReleasedAfter, findConfirmed } from './confirmed.queries.server.ts';
import { phrasesIn } from './phrases.ts';
import { learnThemes, type Suggestion, type ThemeClassifier, type ThemeWords } from './theme-classifier.ts';
import { langOfText } from './text-lang.ts';
import { topicsOf } from './topics.ts';

/** As many decisions as are learnt from: the newest. */
const MOST_CONFIRMED = 1_000;
/** So many new decisions, and all is learnt anew. */
const NEW_DECISIONS = 10;
/** Milliseconds for which learning may keep everybody else waiting. */
const AT_A_TIME_MS = 8;

interface Learnt {
  classifier: ThemeClassifier;
  version: number | undefined;
  newest: string;
}

interface Kept {
  learnt?: Learnt;
  learning?: Promise<Learnt>;
}

/** In memory alone: one each for the authorities and languages asked for last. */
const kept = new WeakMap<Db, LRUCache<string, Kept>>();

async function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + AT_A_TIME_MS;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function promiseWords(db: Db, authorityId: string, lang: Lang): Promise<ThemeWords[]> {
  const themes = await findPromise(db, await authorityOf(db, authorityId), lang);
  const words = (one: { textLang: Lang }, text: string) => (one.textLang === lang ? text : '');
  return themes.map((theme) => ({
    themeId: theme.themeId,
    words: words(theme, `${theme.title} ${theme.summary}`),
    commitments: theme.commitments.map((one) => ({
      commitmentId: one.commitmentId,
      words: words(one, `${one.title} ${one.meaning}`),
    })),
  }));
}

async function learnFrom(db: Db, authorityId: string, lang: Lang, version?: number): Promise<Learnt> {
  const promise = await promiseWords(db, authorityId, lang);
  // Points are written in English, whatever language the message was in.
  const most = lang === 'en' ? MOST_CONFIRMED : 1;
  const { confirmed, newest } = await findConfirmed(db, authorityId, most);
  const lessons = {
    promise,
    topics: topicsOf(authorityId),
    phrases: phrasesIn(lang) ?? {},
    confirmed: lang === 'en' ? confirmed : [],
  };
  return { classifier: await inTurns(learnThemes(lessons)), version, newest };
}

async function isStale(db: Db, authorityId: string, lang: Lang, learnt: Learnt): Promise<boolean> {
  if ((await findContentVersions(db)).get(authorityId) !== learnt.version) return true;
  if (lang !== 'en') return false;
  return (await countReleasedAfter(db, authorityId, learnt.newest, NEW_DECISIONS)) >= NEW_DECISIONS;
}

async function classifierFor(db: Db, authorityId: string, lang: Lang): Promise<ThemeClassifier> {
  const all = kept.get(db) ?? new LRUCache<string, Kept>({ max: 8 });
  kept.set(db, all);
  const name = `${authorityId}/${lang}`;
  const one = all.get(name) ?? {};
  all.set(name, one);
  if (one.learnt && !one.learning && !(await isStale(db, authorityId, lang, one.learnt)))
    return one.learnt.classifier;
  one.learning ??= findContentVersions(db)
    .then((versions) => learnFrom(db, authorityId, lang, versions.get(authorityId)))
    .then((learnt) => (one.learnt = learnt))
    .finally(() => (one.learning = undefined));
  return (await one.learning).classifier;
}

/**
 * Themes that opened words are likely to be about, with their commitments, likeliest first. Nothing of the words is kept.
 * @returns none in a language in which there is nothing to learn from, and of words that were never met.
 */
export async function suggestThemes(
  db: Db,
  authorityId: string,
  page: Lang,
  words: string,
): Promise<Suggestion[]> {
  const lang = langOfText(words, page);
  if (words.trim() === '' || !phrasesIn(lang)) return [];
  return (await classifierFor(db, authorityId, lang)).suggest(words);
}
