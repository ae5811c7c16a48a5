import { sql } from 'kysely';
import type { Db, Trx } from '../platform/database.ts';
import { periodIn } from '../platform/period.ts';
import { countsIn, NO_CODE, quarterOfMonth, STILL_OPEN } from './review-counts.ts';
import type { Counted, QuarterCounts } from './review-counts.ts';
import type {} from './practice-issues.table.ts';
import type {} from './review-counts.table.ts';

/** The row that says that a quarter was counted. */
const KEPT = 'kept';

type Count = string | number | bigint;

/** Looked-after reviews that were held, by month, code and whether in time: added up in the database. */
async function countReviews(db: Db | Trx, authorityId: string, from: string, before: string) {
  const month = sql<string>`substr(reviews.held_on, 1, 7)`;
  const time = sql<string>`case when reviews.held_on <= reviews.due_on then 'on-time' else 'late' end`;
  return db
    .selectFrom('reviews')
    .innerJoin('review_series', (join) =>
      join
        .onRef('review_series.authority_id', '=', 'reviews.authority_id')
        .onRef('review_series.series_id', '=', 'reviews.series_id'),
    )
    .select((eb) => [month.as('month'), 'reviews.code', time.as('time'), eb.fn.countAll<Count>().as('count')])
    .where('reviews.authority_id', '=', authorityId)
    .where('reviews.state', '=', 'held')
    .where('reviews.held_on', '>=', from)
    .where('reviews.held_on', '<', before)
    .where('review_series.kind', '=', 'looked_after')
    .groupBy([month, 'reviews.code', time])
    .execute();
}

/** Practice issues by the month they were raised in, theme and how they ended. */
async function countIssues(db: Db | Trx, authorityId: string, from: string, before: string) {
  const month = sql<string>`substr(raised_on, 1, 7)`;
  return db
    .selectFrom('practice_issues')
    .select((eb) => [month.as('month'), 'theme', 'outcome', eb.fn.countAll<Count>().as('count')])
    .where('authority_id', '=', authorityId)
    .where('raised_on', '>=', from)
    .where('raised_on', '<', before)
    .groupBy([month, 'theme', 'outcome'])
    .execute();
}

type Found = { quarter: string; counted: Counted; at: readonly [string, string]; count: number };

/** What there is of some quarters as it stands now. @param quarters of one year, in their order. */
export async function countNow(
  db: Db | Trx,
  authorityId: string,
  quarters: readonly string[],
): Promise<Found[]> {
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (!first || !last) return [];
  const [from, before] = [periodIn(first).from, periodIn(last).before];
  const reviews = await countReviews(db, authorityId, from, before);
  const issues = await countIssues(db, authorityId, from, before);
  const found = [
    ...reviews.map(({ month, code, time, count }) => ({
      quarter: quarterOfMonth(month),
      counted: 'reviews' as const,
      at: [code ?? NO_CODE, time] as const,
      count: Number(count),
    })),
    ...issues.map(({ month, theme, outcome, count }) => ({
      quarter: quarterOfMonth(month),
      counted: 'issues' as const,
      at: [theme, outcome ?? STILL_OPEN] as const,
      count: Number(count),
    })),
  ];
  return found.filter(({ quarter }) => quarters.includes(quarter));
}

const BETWEEN = '/';

async function findKept(db: Db, authorityId: string, quarters: readonly string[]): Promise<Found[]> {
  const rows = await db
    .selectFrom('review_counts')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('quarter', 'in', quarters)
    .execute();
  return rows.map(({ quarter, what, value, count }) => {
    const [one = '', other = ''] = value.split(BETWEEN);
    return { quarter, counted: what as Counted, at: [one, other], count };
  });
}

/** Keeps a quarter's counts, once: whoever was quicker, theirs stay. With nothing in it, it tells nothing and is not kept. */
async function keep(trx: Trx, authorityId: string, found: readonly Found[]): Promise<void> {
  const sums = new Map<string, { quarter: string; what: string; value: string; count: number }>();
  for (const { quarter, counted, at, count } of found) {
    const value = at.join(BETWEEN);
    const key = [counted, value].join();
    const sum = sums.get(key) ?? { quarter, what: counted, value, count: 0 };
    sums.set(key, { ...sum, count: sum.count + count });
  }
  const [first] = sums.values();
  if (!first) return;
  const mark = { quarter: first.quarter, what: KEPT, value: '', count: sums.size };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('review_counts')
    .values({ authority_id: authorityId, ...mark })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return;
  const rows = [...sums.values()].map((row) => ({ authority_id: authorityId, ...row }));
  await trx.insertInto('review_counts').values(rows).execute();
}

/**
 * The counts of quarters that are settled, as they were when they were first asked for.
 * @param quarters of one year, in their order.
 */
export async function countsOf(
  db: Db,
  authorityId: string,
  quarters: readonly string[],
): Promise<Record<Counted, QuarterCounts[]>> {
  let kept = quarters.length > 0 ? await findKept(db, authorityId, quarters) : [];
  const missing = quarters.filter((quarter) => !kept.some((one) => one.quarter === quarter));
  if (missing.length > 0) {
    await db.transaction().execute(async (trx) => {
      const now = await countNow(trx, authorityId, missing);
      for (const quarter of missing)
        await keep(
          trx,
          authorityId,
          now.filter((one) => one.quarter === quarter),
        );
    });
    kept = await findKept(db, authorityId, quarters);
  }
  const of = (counted: Counted) =>
    quarters.map((quarter) =>
      countsIn(
        quarter,
        counted,
        kept.filter((one) => one.quarter === quarter && one.counted === counted),
      ),
    );
  return { reviews: of('reviews'), issues: of('issues') };
}
