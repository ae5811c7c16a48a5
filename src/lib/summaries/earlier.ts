import { periodBefore, periodName, sameYearBefore } from '../platform/period.ts';
import type { Period } from '../platform/period.ts';
import type { Earlier } from './summary-body.ts';
import type { Summary } from './summary.ts';

/** The periods a period is shown beside: the one before, and the same a year before. */
export function earlierPeriods(period: Period): { which: Earlier['which']; period: Period }[] {
  const before = periodBefore(period);
  const yearBefore = sameYearBefore(period);
  const both = [{ which: 'before' as const, period: before }];
  return before.id === yearBefore.id ? both : [...both, { which: 'year-before', period: yearBefore }];
}

/** What of an earlier summary is shown beside the new one: its shown figures, and only if it was published. */
export function earlierOf(which: Earlier['which'], summary: Summary | null): Earlier | null {
  if (summary?.state !== 'published' || summary.body.withheld !== null) return null;
  const { period, body } = summary;
  return {
    which,
    period: { id: period.id, name: periodName(period) },
    total: body.total,
    themes: body.themes.map(({ themeId, shown }) => ({ themeId, shown })),
  };
}
