import { startOfDay, toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import { periodOf } from '../platform/period.ts';
import type { Asking } from './asking.ts';
import { answeredRound, type Decision } from './decision.ts';
import { nextShown, NO_ANSWERS, shownRates, type AnswerCounts, type ShownRates } from './shown-rate.ts';
import './check-back.table.ts';

/** How many answered what to "did we get it right?" in one asking of the decision's round. Never shown as it is. */
export async function countCheckBacks(
  db: Db,
  authorityId: string,
  decision: Pick<Decision, 'decisionId' | 'round'>,
  asking: Asking = 1,
): Promise<AnswerCounts> {
  const rows = await db
    .selectFrom('check_backs')
    .select(['answer', (eb) => eb.fn.countAll().as('count')])
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decision.decisionId)
    .where('round', '=', decision.round)
    .where('asking', '=', asking)
    .groupBy('answer')
    .execute();
  const counts = { ...NO_ANSWERS };
  for (const row of rows) counts[row.answer as keyof AnswerCounts] = Number(row.count);
  return counts;
}

async function findShown(
  db: Db,
  authorityId: string,
  itemId: string,
  round: number,
  asking: Asking,
): Promise<AnswerCounts> {
  const row = await db
    .selectFrom('shown_check_backs')
    .select(['yes', 'partly', 'no'])
    .where('authority_id', '=', authorityId)
    .where('item_id', '=', itemId)
    .where('round', '=', round)
    .where('asking', '=', asking)
    .executeTakeFirst();
  return row ?? NO_ANSWERS;
}

/** Lets the figures that are shown move on, where five more have answered. @returns whether they did. */
export async function moveShown(
  trx: Trx,
  authorityId: string,
  item: { itemId: string; round: number; asking: Asking },
  now: AnswerCounts,
  at: Date,
): Promise<boolean> {
  const before = await findShown(trx, authorityId, item.itemId, item.round, item.asking);
  const next = nextShown(before, now);
  if (next === before) return false;
  const counts = { ...next, shown_at: toInstant(at) };
  await trx
    .insertInto('shown_check_backs')
    .values({
      authority_id: authorityId,
      item_id: item.itemId,
      round: item.round,
      asking: item.asking,
      ...counts,
    })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'item_id', 'round', 'asking']).doUpdateSet(counts),
    )
    .execute();
  return true;
}

/** The rates of the answer that everyone reads, as they may be shown: also while it is looked at again. */
export async function findShownRates(
  db: Db,
  authorityId: string,
  decision: Pick<Decision, 'decisionId' | 'round' | 'state' | 'askedAgainAt'>,
): Promise<ShownRates> {
  const round = answeredRound(decision);
  const find = (asking: Asking) => findShown(db, authorityId, decision.decisionId, round, asking);
  const later = await find(2);
  const askedAgain = decision.askedAgainAt !== null || later !== NO_ANSWERS;
  return shownRates(await find(1), askedAgain ? later : null);
}

const quarterOf = (at: Date) => ({ itemId: `quarter:${periodOf(at).id}`, round: 0, asking: 1 as const });

/** The answers given this quarter to all decisions together, as they stand in what is shown. */
export function findShownOfQuarter(db: Db, authorityId: string, at: Date): Promise<AnswerCounts> {
  const { itemId, round, asking } = quarterOf(at);
  return findShown(db, authorityId, itemId, round, asking);
}

/** Lets those figures move on, where five more have answered. */
export async function moveShownOfQuarter(db: Db, authorityId: string, at: Date): Promise<void> {
  const rows = await db
    .selectFrom('check_backs')
    .select(['answer', (eb) => eb.fn.countAll().as('count')])
    .where('authority_id', '=', authorityId)
    .where('at', '>=', toInstant(startOfDay(periodOf(at).from)))
    .groupBy('answer')
    .execute();
  const counts = { ...NO_ANSWERS };
  for (const row of rows) counts[row.answer as keyof AnswerCounts] = Number(row.count);
  await db.transaction().execute((trx) => moveShown(trx, authorityId, quarterOf(at), counts, at));
}
