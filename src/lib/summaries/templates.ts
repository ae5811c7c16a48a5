import type { PeriodLength } from '../platform/period.ts';
import type { Rule } from '../suppression/attack.ts';
import { AT_THE_DESK, IN_PUBLIC } from '../suppression/protect.ts';

/** Who a summary is for: one set of frozen figures, laid out three ways. */
export const templates = ['board', 'council', 'annual'] as const;
export type Template = (typeof templates)[number];

interface TemplateFacts {
  name: string;
  what: string;
  length: PeriodLength;
  /** Smaller counts than this rule shows are hidden: boards are read by more people than the Council is. */
  rule: Rule;
}

export const templateFacts: Record<Template, TemplateFacts> = {
  board: {
    name: 'For a board or forum',
    what: 'a quarter',
    length: 'quarter',
    rule: IN_PUBLIC,
  },
  council: {
    name: 'For the Children in Care Council',
    what: 'half a year, in plain words with pictures',
    length: 'half-year',
    rule: AT_THE_DESK,
  },
  annual: {
    name: 'Annual engagement report',
    what: 'a financial year',
    length: 'year',
    rule: IN_PUBLIC,
  },
};
