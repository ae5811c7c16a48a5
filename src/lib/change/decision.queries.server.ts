import type { Lang } from '../i18n/languages.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { DecisionsTable } from './decision.table.ts';
import type { AnswerKind, Decision, DecisionState, DecisionTexts } from './decision.ts';

async function withParts(db: Db, authorityId: string, rows: DecisionsTable[]): Promise<Decision[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.decision_id);
  const texts = await db
    .selectFrom('decision_texts')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('decision_id', 'in', ids)
    .execute();
  const points = await db
    .selectFrom('decision_points')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('decision_id', 'in', ids)
    .orderBy('point_id')
    .execute();
  return rows.map((row) => {
    const own = texts.filter((text) => text.decision_id === row.decision_id);
    const inLanguages = own.map((text): [Lang, DecisionTexts] => [
      text.lang as Lang,
      { said: text.said, answer: text.answer },
    ]);
    return {
      decisionId: row.decision_id,
      slug: row.slug,
      ownerId: row.owner_id,
      state: row.state as DecisionState,
      dueOn: row.due_on,
      createdAt: row.created_at,
      publishedAt: row.published_at,
      answered: row.answered as AnswerKind | null,
      round: row.round,
      version: row.version,
      texts: Object.fromEntries(inLanguages),
      pointIds: points
        .filter((point) => point.decision_id === row.decision_id)
        .map((point) => point.point_id),
    };
  });
}

const decisionsOf = (db: Db, authorityId: string) =>
  db.selectFrom('decisions').selectAll().where('authority_id', '=', authorityId);

/** @throws Refusal `not-found` when the authority has no such decision. */
export async function findDecision(db: Db, authorityId: string, decisionId: string): Promise<Decision> {
  const rows = await decisionsOf(db, authorityId).where('decision_id', '=', decisionId).execute();
  const [decision] = await withParts(db, authorityId, rows);
  if (!decision) throw new Refusal('not-found');
  return decision;
}

/** Every decision, those due soonest first. */
export async function findDecisions(db: Db, authorityId: string): Promise<Decision[]> {
  return withParts(db, authorityId, await decisionsOf(db, authorityId).orderBy('due_on').execute());
}

/** How many decisions wait for this owner's answer. */
export async function countWaitingFor(db: Db, authorityId: string, ownerId: string): Promise<number> {
  const { count } = await db
    .selectFrom('decisions')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('authority_id', '=', authorityId)
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What everyone may see: decisions with a published answer, newest first, and those being looked at again. */
export async function findPublished(db: Db, authorityId: string): Promise<Decision[]> {
  const rows = await decisionsOf(db, authorityId)
    .where('published_at', 'is not', null)
    .orderBy('published_at', 'desc')
    .execute();
  return withParts(db, authorityId, rows);
}

/** @throws Refusal `not-found` when nothing is published under this name. */
export async function findPublishedBySlug(db: Db, authorityId: string, slug: string): Promise<Decision> {
  const rows = await decisionsOf(db, authorityId)
    .where('slug', '=', slug)
    .where('published_at', 'is not', null)
    .execute();
  const [decision] = await withParts(db, authorityId, rows);
  if (!decision) throw new Refusal('not-found');
  return decision;
}

/** Points that already have a decision. */
export async function findDecidedPointIds(db: Db, authorityId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('decision_points')
    .select('point_id')
    .where('authority_id', '=', authorityId)
    .execute();
  return new Set(rows.map((row) => row.point_id));
}

/** Of these points, the ones that have a decision. */
export async function findDecidedAmong(
  db: Db,
  authorityId: string,
  pointIds: readonly string[],
): Promise<Set<string>> {
  if (pointIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('decision_points')
    .select('point_id')
    .where('authority_id', '=', authorityId)
    .where('point_id', 'in', pointIds)
    .execute();
  return new Set(rows.map((row) => row.point_id));
}

/** The decision a point went into, or null. */
export async function findDecisionOfPoint(
  db: Db,
  authorityId: string,
  pointId: string,
): Promise<Decision | null> {
  const link = await db
    .selectFrom('decision_points')
    .select('decision_id')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .executeTakeFirst();
  return link ? findDecision(db, authorityId, link.decision_id) : null;
}

/** How many answered what to "did we get it right?" in the decision's present round. */
export async function countCheckBacks(
  db: Db,
  authorityId: string,
  decision: Pick<Decision, 'decisionId' | 'round'>,
): Promise<Record<'yes' | 'partly' | 'no', number>> {
  const rows = await db
    .selectFrom('check_backs')
    .select(['answer', (eb) => eb.fn.countAll().as('count')])
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decision.decisionId)
    .where('round', '=', decision.round)
    .groupBy('answer')
    .execute();
  const counts = { yes: 0, partly: 0, no: 0 };
  for (const row of rows) counts[row.answer as keyof typeof counts] = Number(row.count);
  return counts;
}
