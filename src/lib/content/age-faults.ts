import type { Fault } from './piece.ts';

const OLDEST_AGE = 120;

/** What is wrong with ages in years, of which the second is the birthday that something ends on. */
export function* ageFaults(ages: { from: number | null; to: number | null } | null): Generator<Fault> {
  for (const name of ['from', 'to'] as const) {
    const age = ages?.[name] ?? null;
    if (age !== null && (!Number.isInteger(age) || age < 0 || age > OLDEST_AGE))
      yield { path: [name], message: `An age is a whole number from 0 to ${OLDEST_AGE}.` };
  }
  if (ages && (ages.from ?? 0) >= (ages.to ?? Infinity))
    yield { path: ['to'], message: 'The age it ends at must be above the age it begins at.' };
}
