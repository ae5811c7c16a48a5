import type { MeasureFacts } from '../promise/measure.ts';
import type { FactsContext } from './kind.ts';
import { NO_SUCH_DAY, partialDayExists } from './days.ts';
import type { Fault } from './piece.ts';
import { sourceFaults } from './source-faults.ts';

/** `2017/18` and `2017/18+` are years that the schema has looked at; the rest is a day, a month or a year. */
const isTime = (period: string | null | undefined) =>
  period === null || period === undefined || period.includes('/') || partialDayExists(period);

/** What the schema cannot see of a measure's facts. */
export function measureFaults(facts: MeasureFacts, { sources }: Pick<FactsContext, 'sources'>): Fault[] {
  const faults = sourceFaults(facts.source, sources);
  if (facts.ref.trim() === '') faults.push({ path: ['ref'], message: 'It needs a reference.' });
  for (const [place, { period, against, source }] of facts.points.entries()) {
    const at = ['points', place];
    if (!isTime(period)) faults.push({ path: [...at, 'period'], message: NO_SUCH_DAY });
    if (!isTime(against)) faults.push({ path: [...at, 'against'], message: NO_SUCH_DAY });
    const own = source ? sourceFaults(source, sources) : [];
    faults.push(...own.map(({ path, message }) => ({ path: [...at, ...path], message })));
  }
  return faults;
}
