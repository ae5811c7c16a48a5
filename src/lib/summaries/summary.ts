import type { Period } from '../platform/period.ts';
import type { SummaryBody } from './summary-body.ts';
import type { Template } from './templates.ts';

/** Council members who must sign a summary off: two different people. */
export const SIGN_OFFS_NEEDED = 2;

export type SummaryState = 'draft' | 'published';

/** A themed summary: its body is frozen when it is made; what was published is corrected by a note and never changed. */
export interface Summary {
  summaryId: string;
  template: Template;
  period: Period;
  state: SummaryState;
  /** One more each time the draft is made anew. */
  version: number;
  body: SummaryBody;
  madeBy: string;
  madeAt: string;
  publishedAt: string | null;
}

export interface SignOff {
  personId: string;
  signedAt: string;
}

/** Something somebody wrote about a summary, in their own name. */
export interface Remark {
  id: string;
  personId: string;
  text: string;
  writtenAt: string;
}

export interface Comment extends Remark {
  /** The draft it was about. */
  version: number;
}

const TEXT_MAX = 1_000;

/** Reads a comment or a note. */
export function parseRemark(
  typed: string | undefined,
  missing: string,
): { text: string } | { fault: string } {
  const text = (typed ?? '').trim();
  if (text === '') return { fault: missing };
  if (text.length > TEXT_MAX)
    return { fault: `Use at most ${TEXT_MAX} characters: this has ${text.length}.` };
  return { text };
}
