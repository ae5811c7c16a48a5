import { record } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import type { ChangeContext } from '../change/decide.server.ts';
import { toInstant } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { SIGN_OFFS_NEEDED } from './summary.ts';
import { findSignOffs, findSummary } from './summary.queries.server.ts';

/**
 * A Council member signs a draft off; the second who does publishes it, and from then on nothing of it changes.
 * @param version of the draft that was read.
 * @throws Refusal `moved-on` when it was made anew or published meanwhile; `not-yourself` for whoever made it, or has
 * signed already.
 */
export async function signOffSummary(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  summaryId: string,
  version: number,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const deed = {
      actor,
      action: 'summary.signed-off',
      object: summaryId,
      meta: { version: String(version) },
    };
    // First of all: the audit record makes writers of one authority take turns, so that the second knows to be second.
    await record(trx, auditKey, authorityId, deed, at);
    const summary = await findSummary(trx, authorityId, summaryId);
    if (summary.state !== 'draft' || summary.version !== version) throw new Refusal('moved-on');
    const signed = await findSignOffs(trx, authorityId, summaryId);
    if (summary.madeBy === actor || signed.some(({ personId }) => personId === actor))
      throw new Refusal('not-yourself');
    await trx
      .insertInto('summary_sign_offs')
      .values({
        authority_id: authorityId,
        summary_id: summaryId,
        person_id: actor,
        signed_at: toInstant(at),
      })
      .execute();
    if (signed.length + 1 < SIGN_OFFS_NEEDED) return;
    await trx
      .updateTable('summaries')
      .set({ state: 'published', published_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('summary_id', '=', summaryId)
      .execute();
    await touchContent(trx, authorityId);
    await record(trx, auditKey, authorityId, { actor, action: 'summary.published', object: summaryId }, at);
  });
}
