import { publicRate } from '$lib/change/check-back-rate.ts';
import { countCheckBacks } from '$lib/change/decision.queries.server.ts';
import type { Decision } from '$lib/change/decision.ts';
import { formatDay } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import type { Db } from '$lib/platform/database.ts';

/** A decision as everyone sees it, in the reader's language where it has been written in it. */
export async function shownDecision(db: Db, authorityId: string, decision: Decision, lang: Lang) {
  const textLang: Lang = decision.texts[lang] ? lang : 'en';
  const answerLang: Lang = decision.texts[lang]?.answer ? lang : 'en';
  return {
    decisionId: decision.decisionId,
    slug: decision.slug,
    state: decision.state,
    answered: decision.answered,
    said: decision.texts[textLang]?.said ?? '',
    textLang,
    answer: decision.texts[answerLang]?.answer ?? '',
    answerLang,
    publishedOn: decision.publishedAt && formatDay(lang, decision.publishedAt),
    rate: publicRate(await countCheckBacks(db, authorityId, decision)),
  };
}

export type ShownDecision = Awaited<ReturnType<typeof shownDecision>>;
