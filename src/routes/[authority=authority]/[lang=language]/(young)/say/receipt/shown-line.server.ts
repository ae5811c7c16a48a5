import { findDecision } from '$lib/change/decision.queries.server.ts';
import type { AnswerKind } from '$lib/change/decision.ts';
import { findDelays } from '$lib/change/move-due-day.server.ts';
import { wordsIn } from '$lib/change/plain-words.ts';
import { formatDay } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import type { Db } from '$lib/platform/database.ts';
import type { DecisionLine, ThreadEntry } from '$lib/voice/thread.ts';

/** What a thread tells of a decision, in the reader's language. */
export interface ShownLine {
  kind: 'decision';
  entryId: string;
  at: string;
  move: DecisionLine;
  /** The kind of the last published answer. */
  answered: AnswerKind | null;
  slug: string;
  /** The answer's words, on the line of the newest one; an older answer has been replaced. */
  words: string | null;
  because: string | null;
  wordsLang: Lang;
  /** The new due day and why, on a line that says that we need longer. */
  longer: { due: string; text: string; textLang: Lang } | null;
  decisionId: string;
  /** Whether "did we get it right?" may be answered here: the newest line of a published decision. */
  askable: boolean;
}

/** @param isNewest whether it is the line of the newest answer. */
export async function shownLine(
  db: Db,
  authorityId: string,
  lang: Lang,
  entry: Extract<ThreadEntry, { kind: 'decision' }>,
  isNewest: boolean,
): Promise<Omit<ShownLine, 'at' | 'askable'>> {
  const { entryId, decisionId, move, number } = entry;
  const decision = await findDecision(db, authorityId, decisionId);
  const wordsLang = decision.texts[lang]?.answer ? lang : 'en';
  const texts = isNewest ? decision.texts[wordsLang] : undefined;
  const delays = move === 'longer' ? await findDelays(db, authorityId, decisionId) : [];
  const delay = delays.find((one) => String(one.number) === number);
  return {
    kind: 'decision',
    entryId,
    move,
    answered: decision.answered,
    slug: decision.slug,
    words: texts?.answer ?? null,
    because: texts?.because ?? null,
    wordsLang,
    longer: delay ? { due: formatDay(lang, delay.dueOn), ...wordsIn(lang, delay.because) } : null,
    decisionId,
  };
}
