import type { Db, Trx } from '../platform/database.ts';
import type { StandingsTable } from './standing.table.ts';
import type { Standing, StandingKind, Why } from './standing.ts';

function rowToStanding(row: StandingsTable): Standing {
  return {
    commitmentId: row.commitment_id,
    number: row.number,
    kind: row.standing as StandingKind,
    ownerRole: row.owner_role,
    dueOn: row.due_on,
    why: JSON.parse(row.why) as Why,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

const standingsOf = (db: Db, authorityId: string) =>
  db.selectFrom('standings').selectAll().where('authority_id', '=', authorityId);

/** What the council says now of each commitment it has said anything of. */
export async function findStandings(db: Db, authorityId: string): Promise<Map<string, Standing>> {
  const rows = await standingsOf(db, authorityId).orderBy('number').execute();
  return new Map(rows.map((row) => [row.commitment_id, rowToStanding(row)]));
}

/** All the council ever said of one commitment, newest first. */
export async function findStandingHistory(
  db: Db,
  authorityId: string,
  commitmentId: string,
): Promise<Standing[]> {
  const rows = await standingsOf(db, authorityId)
    .where('commitment_id', '=', commitmentId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(rowToStanding);
}

export async function insertStanding(trx: Trx, authorityId: string, standing: Standing): Promise<void> {
  await trx
    .insertInto('standings')
    .values({
      authority_id: authorityId,
      commitment_id: standing.commitmentId,
      number: standing.number,
      standing: standing.kind,
      owner_role: standing.ownerRole,
      due_on: standing.dueOn,
      why: JSON.stringify(standing.why),
      changed_by: standing.changedBy,
      changed_at: standing.changedAt,
    })
    .execute();
}
