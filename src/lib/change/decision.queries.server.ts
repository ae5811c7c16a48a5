import type { Lang } from '../i18n/languages.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { After } from './after.ts';
import type { DecisionRow } from './decision.table.ts';
import type { AnswerKind, Decision, DecisionState, DecisionTexts } from './decision.ts';

async function withParts(db: Db, authorityId: string, rows: DecisionRow[]): Promise<Decision[]> {
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
      { said: text.said, answer: text.answer, because: text.because },
    ]);
    return {
      decisionId: row.decision_id,
      slug: row.slug,
      ownerId: row.owner_id,
      ownerRole: row.owner_role,
      state: row.state as DecisionState,
      dueOn: row.due_on,
      createdAt: row.created_at,
      publishedAt: row.published_at,
      answered: row.answered as AnswerKind | null,
      round: row.round,
      version: row.version,
      askedAgainAt: row.asked_again_at,
      closedAt: row.closed_at,
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

/** How many of one person's decisions are being worked on, and are looked for at a time. */
const OWN = 200;

/** The decisions that wait for one person's answer: what was not right first, then those due soonest. */
export async function findOwn(db: Db, authorityId: string, ownerId: string): Promise<Decision[]> {
  const rows = await decisionsOf(db, authorityId)
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'open')
    .orderBy('due_on')
    .orderBy('decision_id')
    .limit(OWN)
    .execute();
  const again = rows.filter((row) => row.answered !== null);
  return withParts(db, authorityId, [...again, ...rows.filter((row) => row.answered === null)]);
}

/** Decisions opened or answered from one instant up to, not including, another: the oldest first. */
export async function findDecisionsBetween(
  db: Db,
  authorityId: string,
  from: string,
  before: string,
): Promise<Decision[]> {
  const rows = await decisionsOf(db, authorityId)
    .where((eb) =>
      eb.or([
        eb.and([eb('created_at', '>=', from), eb('created_at', '<', before)]),
        eb.and([eb('published_at', '>=', from), eb('published_at', '<', before)]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('decision_id')
    .execute();
  return withParts(db, authorityId, rows);
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

const PAGE = 30;

export interface DecisionPage {
  decisions: Decision[];
  after: After | null;
}

const pageOf = (decisions: Decision[], keyOf: (last: Decision) => string, size = PAGE): DecisionPage => {
  const shown = decisions.slice(0, size);
  const last = decisions.length > size ? shown.at(-1) : undefined;
  return { decisions: shown, after: last ? { key: keyOf(last), id: last.decisionId } : null };
};

/** Decisions being worked on, those due soonest first, a page at a time. */
export async function findOpen(db: Db, authorityId: string, after: After | null): Promise<DecisionPage> {
  const rows = await decisionsOf(db, authorityId)
    .where('state', '=', 'open')
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('due_on', 'decision_id'), '>', tuple(after?.key ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('due_on')
    .orderBy('decision_id')
    .limit(PAGE + 1)
    .execute();
  return pageOf(await withParts(db, authorityId, rows), ({ dueOn }) => dueOn);
}

/** What everyone may see, newest first, a page at a time: published answers, and those being looked at again. */
export async function findPublishedPage(
  db: Db,
  authorityId: string,
  after: After | null,
  size = PAGE,
): Promise<DecisionPage> {
  const rows = await decisionsOf(db, authorityId)
    .where('published_at', 'is not', null)
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('published_at', 'decision_id'), '<', tuple(after?.key ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('published_at', 'desc')
    .orderBy('decision_id', 'desc')
    .limit(size + 1)
    .execute();
  return pageOf(await withParts(db, authorityId, rows), ({ publishedAt }) => publishedAt ?? '', size);
}

const IN_A_ROUND = 200;

/** Published answers of before an instant about which nobody was asked again, the oldest first. */
export async function findPublishedUnasked(db: Db, authorityId: string, before: string): Promise<Decision[]> {
  const rows = await decisionsOf(db, authorityId)
    .where('state', 'in', ['we-did', 'we-cant'])
    .where('published_at', '<', before)
    .where('asked_again_at', 'is', null)
    .orderBy('published_at')
    .limit(IN_A_ROUND)
    .execute();
  return withParts(db, authorityId, rows);
}

/** Published answers about which those who said it were asked again before an instant, the oldest first. */
export async function findAskedAgainBefore(db: Db, authorityId: string, before: string): Promise<Decision[]> {
  const rows = await decisionsOf(db, authorityId)
    .where('state', 'in', ['we-did', 'we-cant'])
    .where('asked_again_at', '<', before)
    .orderBy('asked_again_at')
    .limit(IN_A_ROUND)
    .execute();
  return withParts(db, authorityId, rows);
}

/** As many as one page for everyone shows, and a phone keeps. */
export const PUBLIC_PAGE = 100;

/** What a phone keeps of what everyone may see: the newest. */
export async function findPublished(db: Db, authorityId: string): Promise<Decision[]> {
  return (await findPublishedPage(db, authorityId, null, PUBLIC_PAGE)).decisions;
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

const LATELY = 200;

/** The roles that lately opened decisions were given to, for choosing one again. */
export async function findOwnerRoles(db: Db, authorityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('decisions')
    .select('owner_role')
    .where('authority_id', '=', authorityId)
    .orderBy('decision_id', 'desc')
    .limit(LATELY)
    .execute();
  return [...new Set(rows.map((row) => row.owner_role))].filter(Boolean).sort();
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
