import { formatDay } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { toDay } from '$lib/platform/clock.ts';
import type { KeptFigures } from '$lib/promise/kept-answer.ts';
import { isLate, whyIn, type Standing } from '$lib/promise/standing.ts';

/** A standing with its days in the reader's words. */
export function showStanding(lang: Lang, standing: Standing, now: Date) {
  return {
    number: standing.number,
    kind: standing.kind,
    late: isLate(standing, toDay(now)),
    ownerRole: standing.ownerRole,
    why: whyIn(lang, standing.why),
    dueOn: standing.dueOn && formatDay(lang, standing.dueOn),
    saidOn: formatDay(lang, standing.changedAt),
  };
}

export type ShownStanding = ReturnType<typeof showStanding>;

/** Published figures with the months they are of in the reader's words. */
export function showFigures(lang: Lang, { period, cells, total }: KeptFigures) {
  const last = new Date(Date.parse(period.before) - 1).toISOString();
  return {
    cells,
    total,
    from: formatDay(lang, period.from.slice(0, 7)),
    to: formatDay(lang, last.slice(0, 7)),
    yesPercent: cells.find(({ answer }) => answer === 'yes')?.percent ?? null,
  };
}

export type ShownFigures = ReturnType<typeof showFigures>;
