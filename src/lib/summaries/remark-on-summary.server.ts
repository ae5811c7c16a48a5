import { record } from '../audit/audit.server.ts';
import type { ChangeContext } from '../change/decide.server.ts';
import { toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { findSummary } from './summary.queries.server.ts';

/** Writes a comment on a draft. @throws Refusal `moved-on` when it is published: then only a note can correct it. */
export async function commentOnSummary(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  summaryId: string,
  text: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const { state, version } = await findSummary(trx, authorityId, summaryId);
    if (state !== 'draft') throw new Refusal('moved-on');
    await trx
      .insertInto('summary_comments')
      .values({
        authority_id: authorityId,
        comment_id: newId(at),
        summary_id: summaryId,
        version,
        person_id: actor,
        text,
        written_at: toInstant(at),
      })
      .execute();
    await record(trx, auditKey, authorityId, { actor, action: 'summary.commented', object: summaryId }, at);
  });
}

/** Corrects a published summary by a dated note above it. @throws Refusal `moved-on` for a draft: it is made anew. */
export async function noteOnSummary(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  authorityId: string,
  summaryId: string,
  text: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const { state } = await findSummary(trx, authorityId, summaryId);
    if (state !== 'published') throw new Refusal('moved-on');
    await trx
      .insertInto('summary_notes')
      .values({
        authority_id: authorityId,
        note_id: newId(at),
        summary_id: summaryId,
        person_id: actor,
        text,
        written_at: toInstant(at),
      })
      .execute();
    await record(trx, auditKey, authorityId, { actor, action: 'summary.noted', object: summaryId }, at);
  });
}
