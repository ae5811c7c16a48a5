import type { Selectable } from 'kysely';
import type { Db, Trx } from '../platform/database.ts';
import { periodIn, type Period } from '../platform/period.ts';
import { Refusal } from '../platform/refusal.ts';
import { readBody } from './old-body.ts';
import type { Comment, Remark, SignOff, Summary, SummaryState } from './summary.ts';
import type { SummariesTable, SummaryNotesTable } from './summary.table.ts';
import type { Template } from './templates.ts';

function rowToSummary(row: Selectable<SummariesTable>): Summary {
  return {
    summaryId: row.summary_id,
    template: row.template as Template,
    period: periodIn(row.period),
    state: row.state as SummaryState,
    version: row.version,
    body: readBody(row.body),
    madeBy: row.made_by,
    madeAt: row.made_at,
    publishedAt: row.published_at,
  };
}

const summariesOf = (db: Db | Trx, authorityId: string) =>
  db.selectFrom('summaries').selectAll().where('authority_id', '=', authorityId);

/** What a list needs: bodies are large, and are not read for it. */
export interface ListedSummary {
  summaryId: string;
  template: Template;
  period: Period;
  state: SummaryState;
}

/** Every summary of an authority, the newest period first. */
export async function findSummaries(db: Db, authorityId: string): Promise<ListedSummary[]> {
  const rows = await db
    .selectFrom('summaries')
    .select(['summary_id', 'template', 'period', 'state'])
    .where('authority_id', '=', authorityId)
    .execute();
  return rows
    .map((row) => ({
      summaryId: row.summary_id,
      template: row.template as Template,
      period: periodIn(row.period),
      state: row.state as SummaryState,
    }))
    .sort((a, b) => (a.period.before < b.period.before ? 1 : a.period.before > b.period.before ? -1 : 0));
}

/** @throws Refusal `not-found` when the authority has no such summary. */
export async function findSummary(db: Db, authorityId: string, summaryId: string): Promise<Summary> {
  const row = await summariesOf(db, authorityId).where('summary_id', '=', summaryId).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return rowToSummary(row);
}

/** The summary of a period made with a template, or null. */
export async function findSummaryOf(
  db: Db | Trx,
  authorityId: string,
  period: Pick<Period, 'id'>,
  template: Template,
): Promise<Summary | null> {
  const row = await summariesOf(db, authorityId)
    .where('period', '=', period.id)
    .where('template', '=', template)
    .executeTakeFirst();
  return row ? rowToSummary(row) : null;
}

/** Every summary of the financial year a period lies in: what the next one is held against. */
export async function findSummariesOfYear(
  db: Db | Trx,
  authorityId: string,
  period: Period,
): Promise<Summary[]> {
  const rows = await summariesOf(db, authorityId)
    .where('period', 'like', `${period.id.slice(0, 4)}-%`)
    .orderBy('summary_id')
    .execute();
  return rows.map(rowToSummary);
}

export async function findSignOffs(db: Db | Trx, authorityId: string, summaryId: string): Promise<SignOff[]> {
  const rows = await db
    .selectFrom('summary_sign_offs')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('summary_id', '=', summaryId)
    .orderBy('signed_at')
    .execute();
  return rows.map((row) => ({ personId: row.person_id, signedAt: row.signed_at }));
}

const rowToRemark = (
  id: string,
  row: Pick<SummaryNotesTable, 'person_id' | 'text' | 'written_at'>,
): Remark => ({
  id,
  personId: row.person_id,
  text: row.text,
  writtenAt: row.written_at,
});

/** What was written about a summary's drafts, oldest first. */
export async function findComments(db: Db, authorityId: string, summaryId: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('summary_comments')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('summary_id', '=', summaryId)
    .orderBy('comment_id')
    .execute();
  return rows.map((row) => ({ ...rowToRemark(row.comment_id, row), version: row.version }));
}

/** What corrects a published summary, oldest first. */
export async function findNotes(db: Db, authorityId: string, summaryId: string): Promise<Remark[]> {
  const rows = await db
    .selectFrom('summary_notes')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('summary_id', '=', summaryId)
    .orderBy('note_id')
    .execute();
  return rows.map((row) => rowToRemark(row.note_id, row));
}
