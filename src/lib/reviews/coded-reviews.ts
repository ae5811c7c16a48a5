import type { Faults, Typed } from '../platform/forms.ts';
import { isDay } from '../platform/clock.ts';
import { toSpreadsheet } from '../platform/spreadsheet.ts';

/** A looked-after review that was held, as the yearly return asks for it. */
export interface CodedReview {
  reviewId: string;
  /** The authority's own reference of a child. */
  reference: string;
  heldOn: string;
  code: string | null;
}

/** Days from and to, both of them in it. */
export interface Span {
  from: string;
  to: string;
}

/** The year of the return that a day lies in: 1 April to 31 March. */
export function returnYear(day: string): Span {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
  return { from: `${year}-04-01`, to: `${year + 1}-03-31` };
}

/** Reads which days a file is of: those of this year's return where nothing was said. */
export function parseSpan(typed: Typed, today: string): { span: Span } | { faults: Faults } {
  if (typed.from === undefined && typed.to === undefined) return { span: returnYear(today) };
  const { from = '', to = '' } = typed;
  const faults: Faults = {};
  if (!isDay(from)) faults.from = 'Give the first day, like 2026-04-01.';
  if (!isDay(to)) faults.to = 'Give the last day, like 2027-03-31.';
  else if (isDay(from) && to < from) faults.to = 'The last day is before the first one.';
  return Object.keys(faults).length > 0 ? { faults } : { span: { from, to } };
}

/** DD/MM/YYYY, as the return has its dates. */
const britishDay = (day: string): string => day.split('-').reverse().join('/');

/** The columns of the return's reviews, but for DOB: the authority's own system adds it, for no birthday is held here. */
export function toReturn(reviews: readonly CodedReview[]): string {
  return toSpreadsheet([
    ['CHILD', 'REVIEW', 'REVIEW_CODE'],
    ...reviews.flatMap(({ reference, heldOn, code }) =>
      code === null ? [] : [[reference, britishDay(heldOn), code]],
    ),
  ]);
}
