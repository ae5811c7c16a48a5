import { record } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import { toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ChangeContext } from './decide.server.ts';
import { lockDecision } from './decision-moves.server.ts';
import { findEvidence } from './evidence.queries.server.ts';
import { type NewEvidence } from './evidence.ts';
import { saysTheSameWords } from './plain-words.ts';
import './evidence.table.ts';

/** Pieces of evidence one decision may have: a page that everyone can read to its end. */
const MOST = 20;

/**
 * Adds what shows that a decision was done. The same form sent twice adds it once.
 * @throws Refusal `not-found` when there is no such decision; `too-large` when it has as many as a page can show.
 */
export async function addEvidence(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  { words, link, happenedOn, isPublic }: NewEvidence,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockDecision(trx, authorityId, decisionId);
    const before = await findEvidence(trx, authorityId, decisionId, 'the-desk');
    const same = before.some(
      (one) =>
        one.happenedOn === happenedOn &&
        one.link === link &&
        one.isPublic === isPublic &&
        saysTheSameWords(one.words, words),
    );
    if (same) return;
    if (before.length >= MOST) throw new Refusal('too-large');
    await trx
      .insertInto('decision_evidence')
      .values({
        authority_id: authorityId,
        decision_id: decisionId,
        evidence_id: newId(at),
        words: JSON.stringify(words),
        link,
        happened_on: happenedOn,
        is_public: isPublic ? 1 : 0,
        added_by: actor,
        added_at: toInstant(at),
      })
      .execute();
    if (isPublic) await touchContent(trx, authorityId);
    const meta = { public: isPublic ? 'yes' : 'no' };
    const deed = { actor, action: 'decision.evidence-added', object: decisionId, meta };
    await record(trx, auditKey, authorityId, deed, at);
  });
}

/** Takes evidence away that was wrong. @throws Refusal `not-found` when it is not there. */
export async function takeEvidenceAway(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  decisionId: string,
  evidenceId: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('decision_evidence')
      .where('authority_id', '=', authorityId)
      .where('decision_id', '=', decisionId)
      .where('evidence_id', '=', evidenceId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) throw new Refusal('not-found');
    await touchContent(trx, authorityId);
    const deed = {
      actor,
      action: 'decision.evidence-removed',
      object: decisionId,
      meta: { evidence: evidenceId },
    };
    await record(trx, auditKey, authorityId, deed, at);
  });
}
