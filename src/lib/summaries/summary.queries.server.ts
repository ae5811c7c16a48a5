import * as v from 'valibot';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { SummaryBodySchema, type Summary } from './summary.ts';
import type { SummariesTable } from './summary.table.ts';

function rowToSummary(row: SummariesTable): Summary {
  return {
    summaryId: row.summary_id,
    period: row.period,
    body: v.parse(SummaryBodySchema, JSON.parse(row.body)),
    madeAt: row.made_at,
    signedOffBy: row.signed_off_by,
    signedOffAt: row.signed_off_at,
  };
}

/** Every summary of an authority, the newest period first. */
export async function findSummaries(db: Db, authorityId: string): Promise<Summary[]> {
  const rows = await db
    .selectFrom('summaries')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('period', 'desc')
    .execute();
  return rows.map(rowToSummary);
}

/** @throws Refusal `not-found` when the authority has no such summary. */
export async function findSummary(db: Db, authorityId: string, summaryId: string): Promise<Summary> {
  const row = await db
    .selectFrom('summaries')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('summary_id', '=', summaryId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return rowToSummary(row);
}
