/**
 * Why a review code lets nobody in: there is none like it, other views came with it, it has run out or a newer one took its
 * place, or its review will not take place or is gone from here.
 */
export type CodeFault = 'code-unknown' | 'code-used' | 'code-old' | 'review-over';

/** Thrown where a code is used; whoever sends is told which, and what they wrote is kept. */
export class ReviewCodeRefused extends Error {
  readonly fault: CodeFault;

  constructor(fault: CodeFault) {
    super(fault);
    this.name = 'ReviewCodeRefused';
    this.fault = fault;
  }
}
