import { ageBands, areas, type Breakdown } from '../authorities/breakdowns.ts';
import { isDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import type { Population } from './equity.ts';

/** Breakdowns that young people can be counted by. How a message came is no group of people. */
const peopled = ['language', 'age-band', 'area'] as const satisfies readonly Breakdown[];

export interface Groups {
  breakdown: Breakdown;
  values: readonly string[];
}

/** The groups an authority may say how many there are of. */
export function groupsOf(languages: readonly string[], ruledOut: readonly Breakdown[]): Groups[] {
  const values: Record<(typeof peopled)[number], readonly string[]> = {
    language: languages,
    'age-band': ageBands,
    area: areas,
  };
  return peopled
    .filter((one) => !ruledOut.includes(one))
    .map((breakdown) => ({ breakdown, values: values[breakdown] }));
}

const SOURCE_MAX = 200;

/** Reads how many young people there are in each group of one breakdown: all groups, or none at all. */
export function parsePopulations(
  typed: Typed,
  groups: readonly Groups[],
  today: string,
): { breakdown: Breakdown; populations: Population[] } | { faults: Faults } {
  const faults: Faults = {};
  const group = groups.find(({ breakdown }) => breakdown === typed.breakdown);
  if (!group) return { faults: { breakdown: 'Choose one of these groups.' } };
  const { breakdown, values } = group;
  const countOf = (value: string) => (typed[`${breakdown}.${value}`] ?? '').trim();
  if (values.every((value) => countOf(value) === '')) return { breakdown, populations: [] };
  for (const value of values)
    if (!/^\d{1,6}$/.test(countOf(value)))
      faults[`${breakdown}.${value}`] = 'Give a whole number; 0 where there is nobody.';
  const countedOn = (typed[`${breakdown}.countedOn`] ?? '').trim();
  if (!isDay(countedOn) || countedOn > today)
    faults[`${breakdown}.countedOn`] = 'Give the day they were counted, not one to come.';
  const source = (typed[`${breakdown}.source`] ?? '').trim();
  if (source === '') faults[`${breakdown}.source`] = 'Say where the numbers come from.';
  else if (source.length > SOURCE_MAX)
    faults[`${breakdown}.source`] = `Use at most ${SOURCE_MAX} characters.`;
  if (Object.keys(faults).length > 0) return { faults };
  return {
    breakdown,
    populations: values.map((value) => ({ value, youngPeople: Number(countOf(value)), countedOn, source })),
  };
}
