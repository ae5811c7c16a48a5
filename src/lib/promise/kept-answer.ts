import type { Period } from '../platform/period.ts';
import { IN_PUBLIC, protect, shareOf, type Shown } from '../suppression/protect.ts';

/** "Is this being kept for you?" */
export const keptAnswers = ['yes', 'sometimes', 'no'] as const;
export type KeptAnswer = (typeof keptAnswers)[number];

export function isKeptAnswer(text: string): text is KeptAnswer {
  return (keptAnswers as readonly string[]).includes(text);
}

export type KeptCounts = Record<KeptAnswer, number>;

/** What a phone calls itself, drawn by chance: 128 bits in base64url. Only an HMAC of it is ever stored. */
export const PHONE_TOKEN = /^[\w-]{22}$/;

/** What young people said of a commitment in a quarter that is over, as everyone may see it. */
export interface KeptFigures {
  period: Period;
  cells: { answer: KeptAnswer; shown: Shown; percent: number | null }[];
  total: number;
}

/** The figures of one quarter; null where they are held back, for whatever reason: which one would tell something. */
export function publishQuarter(period: Period, counts: KeptCounts): KeptFigures | null {
  const table = protect(
    keptAnswers.map((id) => ({ id, count: counts[id] })),
    IN_PUBLIC,
  );
  const { total } = table;
  if (table.withheld !== null || total === null) return null;
  // A table of nothing but hidden counts says nothing to anybody.
  if (!table.cells.some(({ shown }) => shown !== 'c' && shown > 0)) return null;
  // Each is rounded by itself: of the total, 15, 15 and 10 of 35 would be 43 %, 43 % and 29 %, more than all.
  const sum = table.cells.reduce((all, { shown }) => (shown === 'c' ? NaN : all + shown), 0);
  const cells = table.cells.map(({ id, shown }) => ({
    answer: id as KeptAnswer,
    shown,
    percent: shareOf(shown, total) === null ? null : shareOf(shown, sum || total),
  }));
  return { period, cells, total };
}

/**
 * The newest figures there are, of quarters that are over.
 * @param ended newest first.
 * @param countsIn what was answered in each quarter, by its id.
 */
export function newestFigures(
  ended: readonly Period[],
  countsIn: ReadonlyMap<string, KeptCounts>,
): KeptFigures | null {
  for (const period of ended) {
    const counts = countsIn.get(period.id);
    const figures = counts ? publishQuarter(period, counts) : null;
    if (figures) return figures;
  }
  return null;
}
