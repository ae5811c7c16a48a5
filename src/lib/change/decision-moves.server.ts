import type { Trx } from '../platform/database.ts';
import { addToOutbox } from '../platform/outbox.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { findDecision } from './decision.queries.server.ts';
import type { AnswerKind, Decision, DecisionState } from './decision.ts';

/** What can happen to a decision that those who said it are told of. */
export type DecisionMove = 'decide' | 'answer' | 'reopen' | 'longer' | 'take-out' | 'ask-again' | 'close';

/** Tells the outbox that a decision moved; moderation turns that into a line in each thread behind its points. */
export async function announce(
  trx: Trx,
  authorityId: string,
  decisionId: string,
  pointIds: string[],
  move: DecisionMove,
  at: Date,
  more: Record<string, string> = {},
): Promise<void> {
  const body = { decisionId, move, pointIds: pointIds.join(' '), ...more };
  await addToOutbox(trx, authorityId, 'decision.moved', body, at);
}

interface StateChange {
  state?: DecisionState;
  answered?: AnswerKind;
  published_at?: string;
  due_on?: string;
  round?: number;
  asked_again_at?: string | null;
  closed_at?: string | null;
}

/** Moves a decision on from what was read. @throws Refusal `moved-on` when somebody was quicker. */
export async function setState(
  trx: Trx,
  authorityId: string,
  decision: Pick<Decision, 'decisionId' | 'state'>,
  version: number,
  to: StateChange,
): Promise<void> {
  const set = await trx
    .updateTable('decisions')
    .set({ ...to, version: version + 1 })
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decision.decisionId)
    .where('version', '=', version)
    .where('state', '=', decision.state)
    .executeTakeFirst();
  if (set.numUpdatedRows === 0n) throw new Refusal('moved-on');
}

/** Holds a decision still until the transaction is over. @throws Refusal `not-found` when there is none. */
export async function lockDecision(trx: Trx, authorityId: string, decisionId: string): Promise<Decision> {
  await trx
    .updateTable('decisions')
    .set({ decision_id: decisionId })
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decisionId)
    .execute();
  return findDecision(trx, authorityId, decisionId);
}
