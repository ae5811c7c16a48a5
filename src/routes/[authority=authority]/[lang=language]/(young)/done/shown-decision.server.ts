import { findShownRates } from '$lib/change/check-back.queries.server.ts';
import { isLookedAtAgain, type Decision } from '$lib/change/decision.ts';
import { findEvidence } from '$lib/change/evidence.queries.server.ts';
import { findDelays } from '$lib/change/move-due-day.server.ts';
import { wordsIn } from '$lib/change/plain-words.ts';
import { formatDay } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import type { Db } from '$lib/platform/database.ts';

/** A decision as everyone sees it, in the reader's language where it has been written in it. */
export async function shownDecision(db: Db, authorityId: string, decision: Decision, lang: Lang) {
  const textLang: Lang = decision.texts[lang] ? lang : 'en';
  const answerLang: Lang = decision.texts[lang]?.answer ? lang : 'en';
  const answer = decision.texts[answerLang];
  return {
    decisionId: decision.decisionId,
    slug: decision.slug,
    again: isLookedAtAgain(decision),
    closed: decision.state === 'closed',
    answered: decision.answered,
    said: decision.texts[textLang]?.said ?? '',
    textLang,
    answer: answer?.answer ?? '',
    because: answer?.because ?? null,
    answerLang,
    publishedOn: decision.publishedAt && formatDay(lang, decision.publishedAt),
    rates: await findShownRates(db, authorityId, decision),
  };
}

export type ShownDecision = Awaited<ReturnType<typeof shownDecision>>;

/** What its own page tells beside: what shows that it was done and, while it is looked at again, by when. */
export async function shownBeside(db: Db, authorityId: string, decision: Decision, lang: Lang) {
  const evidence = await findEvidence(db, authorityId, decision.decisionId, 'everyone');
  const delays = isLookedAtAgain(decision) ? await findDelays(db, authorityId, decision.decisionId) : [];
  return {
    /** In English: roles are named as staff name them. */
    ownerRole: decision.ownerRole,
    evidence: evidence.map(({ evidenceId, words, link, happenedOn }) => ({
      evidenceId,
      link,
      on: formatDay(lang, happenedOn),
      ...wordsIn(lang, words),
    })),
    dueOn: isLookedAtAgain(decision) ? formatDay(lang, decision.dueOn) : null,
    longer: delays
      .filter(({ round }) => round === decision.round)
      .map(({ number, dueOn, because }) => ({
        number,
        due: formatDay(lang, dueOn),
        ...wordsIn(lang, because),
      })),
  };
}

export type ShownBeside = Awaited<ReturnType<typeof shownBeside>>;
