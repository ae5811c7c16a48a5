import { breakdowns, type Breakdown } from '../authorities/breakdowns.ts';
import { idsIn, type Faults, type Typed } from '../platform/forms.ts';
import { endedPeriods, periodName, type Period } from '../platform/period.ts';
import { breakdownNames } from './breakdown-names.ts';
import type { Splits } from './make-body.ts';
import { templateFacts, templates, type Template } from './templates.ts';

/** How far back a report can be made, by length. */
const OFFERED: Record<Template, number> = { board: 8, council: 4, annual: 3 };

export interface Report {
  id: string;
  template: Template;
  period: Period;
  name: string;
}

/** The reports that can be made of times that have ended, newest first. */
export function reportsOffered(today: Date): Report[] {
  return templates.flatMap((template) =>
    endedPeriods(today, OFFERED[template], templateFacts[template].length).map((period) => ({
      id: `${template}.${period.id}`,
      template,
      period,
      name: periodName(period),
    })),
  );
}

/** What a report may be split by: never what the authority rules out. */
export function splitsOffered(ruledOut: readonly Breakdown[]): Breakdown[] {
  return breakdowns.filter((one) => !ruledOut.includes(one));
}

/** Every two of them, once. */
export function pairsOffered(ruledOut: readonly Breakdown[]): { id: string; name: string }[] {
  const offered = splitsOffered(ruledOut);
  return offered.flatMap((one, place) =>
    offered.slice(place + 1).map((other) => ({
      id: `${one}.${other}`,
      name: `${breakdownNames[one]} and ${breakdownNames[other].toLowerCase()}`,
    })),
  );
}

/** Reads what a report is to be split by: two at once at most, and nothing typed by hand. */
export function parseSplits(
  typed: Typed,
  ruledOut: readonly Breakdown[],
): { splits: Splits } | { faults: Faults } {
  const faults: Faults = {};
  const chosen = idsIn(typed.splits);
  const offered: readonly string[] = splitsOffered(ruledOut);
  if (!chosen.every((one) => offered.includes(one)))
    faults.splits = 'Choose only from these: your council does not make the others.';
  const wanted = typed.pair ?? '';
  if (wanted !== '' && !pairsOffered(ruledOut).some(({ id }) => id === wanted))
    faults.pair = 'Choose one of these pairs, or none.';
  if (Object.keys(faults).length > 0) return { faults };
  const pair = wanted === '' ? null : (wanted.split('.') as [Breakdown, Breakdown]);
  return { splits: { chosen: chosen as Breakdown[], pair } };
}
