import type { Breakdown } from '../authorities/breakdowns.ts';
import { IN_PUBLIC, protect } from '../suppression/protect.ts';
import type { ShownCount } from '../suppression/table.ts';
import { NOT_TOLD } from './counted.ts';
import type { Equity, Verdict } from './summary-body.ts';

/** Shares are given from this many on, as everywhere (security 2.13.4). */
const SHARE_BASE = 20;
/** Rounded figures differ by chance: a group is heard less, or more, from a quarter of its share on. */
const LESS = 0.75;
const MORE = 1.25;

export interface Population {
  value: string;
  youngPeople: number;
  countedOn: string;
  source: string;
}

type Shown = readonly { value: string; shown: ShownCount }[];

/** Shares in whole per cent of a base that is rounded already; null for hidden counts and under a small base. */
function sharesOf(groups: Shown, base: number): Map<string, number | null> {
  return new Map(
    groups.map(({ value, shown }) => [
      value,
      typeof shown === 'number' && base >= SHARE_BASE
        ? Math.min(100, Math.round((shown / base) * 100))
        : null,
    ]),
  );
}

function verdictOf(voices: number | null, people: number | null): Verdict {
  if (voices === null || people === null || people === 0) return 'cannot-say';
  if (voices === 0) return 'nobody';
  if (voices < people * LESS) return 'less';
  return voices > people * MORE ? 'more' : 'about';
}

/**
 * Who is heard less than others: each group's share of the voices beside its share of the young people. Both come from
 * protected figures; those who did not tell are in neither. A small group is never told of: "we cannot say".
 * @param voices the protected counts of the report, and their total.
 * @param populations the authority's own figures, one a group, however small.
 */
export function equityOf(
  breakdown: Breakdown,
  voices: { groups: Shown; total: ShownCount },
  populations: readonly Population[],
): Equity | null {
  if (populations.length === 0) return null;
  const told = voices.groups.filter(({ value }) => value !== NOT_TOLD);
  const silent = voices.groups.find(({ value }) => value === NOT_TOLD)?.shown;
  const base =
    typeof voices.total === 'number' ? voices.total - (typeof silent === 'number' ? silent : 0) : 0;
  // How many young people there are is told to nobody at all, so the stricter rule goes for every reader.
  const counted = protect(
    populations.map(({ value, youngPeople }) => ({ id: value, count: youngPeople })),
    IN_PUBLIC,
  );
  const people = counted.cells.map(({ id, shown }) => ({ value: id, shown }));
  const voiceShares = sharesOf(told, base);
  const peopleShares = sharesOf(people, counted.total ?? 0);
  return {
    breakdown,
    countedOn: populations.map(({ countedOn }) => countedOn).sort()[0] ?? '',
    source: [...new Set(populations.map(({ source }) => source))].join('; '),
    groups: told.map(({ value }) => {
      const voicesPercent = voiceShares.get(value) ?? null;
      const peoplePercent = peopleShares.get(value) ?? null;
      return { value, voicesPercent, peoplePercent, verdict: verdictOf(voicesPercent, peoplePercent) };
    }),
  };
}
