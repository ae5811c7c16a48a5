import { Refusal } from '../platform/refusal.ts';

/** A message names pieces that are not there: whoever sent it sends those again, and then the message. */
export class PiecesMissing extends Refusal {
  readonly missing: readonly string[];

  /** @param missing the names of those pieces. */
  constructor(missing: readonly string[]) {
    super('pieces-missing');
    this.missing = missing;
  }
}
