import { periodName } from '../platform/period.ts';
import type { ShownCount } from '../suppression/table.ts';
import type { SummaryBody, Verdict } from './summary-body.ts';
import type { Remark, Summary } from './summary.ts';
import { templateFacts } from './templates.ts';

/** A summary with all that stands around it: what every form of it is made from. */
export interface SummaryDocument {
  authority: string;
  summary: Summary;
  notes: readonly Pick<Remark, 'text' | 'writtenAt'>[];
}

export const titleOf = ({ authority, summary }: SummaryDocument): string =>
  `What young people said in ${authority}, ${periodName(summary.period)}`;

export const formOf = ({ summary }: SummaryDocument): string => templateFacts[summary.template].name;

/** A count as it stands in a table. */
export function countText(shown: ShownCount): string {
  return shown === 'withheld' ? 'held back' : String(shown);
}

/** A count in a sentence. */
export function countWords(shown: ShownCount, { smallest }: SummaryBody['rule']): string {
  if (shown === 'withheld') return 'held back';
  if (shown === 'c') return `hidden (from 1 to ${smallest - 1}, or hidden to protect another number)`;
  return shown === 0 ? 'none' : `about ${shown}`;
}

/** What is counted, and what is not known of it: on every form of every summary. */
export function unitWords({ rule }: SummaryBody): string[] {
  return [
    'A voice is one young person in one theme and one quarter of a year: whoever says more in it counts once. So themes add up to the total, and quarters add up to longer times.',
    'Whoever signed in is counted for certain. A message without a name counts as one voice: we do not know who sent it. At least one young person stands behind several of them, and at most as many as are counted.',
    `Numbers are rounded to ${rule.rounding}. “c” is 1 to ${rule.smallest - 1}, or a number that is hidden to protect another one. “Held back” is a number from which somebody could work one out.`,
  ];
}

/** Why no figures are shown at all, or null. */
export function withheldWords({ withheld, rule }: SummaryBody): string | null {
  if (withheld === 'too-few')
    return `Fewer than ${rule.base} voices were heard in this time, perhaps one or none. No numbers and no points are shown, so that nobody can be picked out. They still count: a report of a longer time can have them.`;
  if (withheld === 'would-identify')
    return 'The numbers are held back: somebody could work out from them what one young person said.';
  return null;
}

/** What a table is of: "Theme and age". */
export function tableTitle(body: SummaryBody, dimensions: readonly { id: string }[]): string {
  const [first = '', ...rest] = dimensions.map(({ id }) => body.names[id]?.title ?? id);
  return [first, ...rest.map((name) => name.toLowerCase())].join(' and ');
}

export const nameIn = (body: SummaryBody, dimension: string, value: string): string =>
  body.names[dimension]?.values[value] ?? value;

/** What the maker is told of everything that is hidden, table by table, and why. */
export function hiddenWords(body: SummaryBody): string[] {
  const tables = body.tables.flatMap((table) => {
    const what = tableTitle(body, table.dimensions);
    if (table.withheld === 'too-few')
      return [`${what}: not shown, because fewer than ${body.rule.base} voices were heard.`];
    if (table.withheld === 'would-identify')
      return [
        `${what}: hidden, because somebody could work out a small number from it, or from it and a summary that others have seen.`,
      ];
    const all = [...table.cells, ...table.totals];
    const small = all.filter(({ shown }) => shown === 'c').length;
    const held = all.filter(({ shown }) => shown === 'withheld').length;
    return [
      ...(small > 0
        ? [
            `${what}: ${small} ${small === 1 ? 'number is' : 'numbers are'} hidden (c), because they are small, or because somebody could work out a small one from them.`,
          ]
        : []),
      ...(held > 0
        ? [
            `${what}: ${held} ${held === 1 ? 'number is' : 'numbers are'} held back, because somebody could work out a small one by taking published numbers from each other.`,
          ]
        : []),
    ];
  });
  const parts = body.themes.flatMap(({ shown, commitments }) =>
    typeof shown === 'number' ? commitments.filter((one) => one.shown === 'withheld') : [],
  );
  return parts.length > 0
    ? [
        ...tables,
        `Commitments: ${parts.length} held back, because somebody could work out a small number from a summary of another time.`,
      ]
    : tables;
}

export const verdictWords: Record<Verdict, string> = {
  less: 'heard less than others',
  about: 'heard about as much as others',
  more: 'heard more than others',
  nobody: 'nobody heard in this time',
  'cannot-say': 'we cannot say: too few',
};

export const standingWords = { kept: 'Kept', 'not-yet': 'Not yet', cannot: 'Can’t' } as const;
export const keptWords = { yes: 'Yes', sometimes: 'Sometimes', no: 'No' } as const;

/** A decision's state in two or three words. */
export function stateWords(state: string): string {
  if (state === 'we-did') return 'We did';
  if (state === 'we-cant') return 'We can’t, because';
  if (state === 'again') return 'It was not right: being looked at again';
  return 'Being worked on';
}

/** How people found an answer: "did we get it right?". */
export function rateWords(rate: SummaryBody['decisions'][number]['rate']): string | null {
  if (rate === null) return null;
  if (rate === 'too-few') return 'Did we get it right? Too few have answered to say.';
  if (rate.yesPercent === null)
    return `Did we get it right? About ${rate.total} answered; the share is not shown.`;
  return `Did we get it right? ${rate.yesPercent} % of about ${rate.total} said yes.`;
}

/** Less than this between two rounded counts is no difference. */
const A_DIFFERENCE = 10;

/** A shown figure beside an earlier shown one, in words. */
export function trendWords(now: ShownCount, before: ShownCount | undefined): string {
  if (typeof now !== 'number' || typeof before !== 'number') return 'cannot be compared';
  if (Math.abs(now - before) < A_DIFFERENCE) return 'about the same';
  return now > before ? 'more' : 'fewer';
}
