import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Person } from '../identity/person.ts';
import type { Db } from '../platform/database.ts';
import { audiencesFor } from './audience.ts';
import type { ReviewKind, ReviewState } from './review.ts';
import {
  REVIEWS_PAGE,
  type ListedReview,
  type ListReader,
  type ReviewCounts,
  type ReviewFilter,
  type ReviewPlace,
} from './review-list.ts';

type Viewer = Pick<Person, 'authorityId' | 'personId'>;

const columnOf = { officer: 'reviews.officer_id', worker: 'reviews.worker_id' } as const;
const otherOf = { officer: 'reviews.worker_id', worker: 'reviews.officer_id' } as const;

// Written out, not as parameters: SQLite uses a partial index only where it sees that it fits.
const planned = sql<SqlBool>`reviews.state = 'planned'`;
const toWrite = sql<SqlBool>`reviews.state = 'held' and reviews.forgotten_at is null`;

const when: Record<ReviewFilter, { is: RawBuilder<SqlBool>; day: RawBuilder<string> }> = {
  coming: { is: planned, day: sql<string>`coalesce(reviews.planned_on, reviews.due_on)` },
  late: { is: planned, day: sql<string>`reviews.due_on` },
  held: { is: toWrite, day: sql<string>`reviews.held_on` },
};

/** One page of somebody's reviews, the next day first: one query, however many there are. */
export async function findReviewList(
  db: Db,
  { authorityId, personId }: Viewer,
  reader: ListReader,
  filter: ReviewFilter,
  today: string,
  after: ReviewPlace | null,
): Promise<{ reviews: ListedReview[]; next: ReviewPlace | null }> {
  const { is, day } = when[filter];
  let query = db
    .selectFrom('reviews')
    .innerJoin('review_series', (join) =>
      join
        .onRef('review_series.authority_id', '=', 'reviews.authority_id')
        .onRef('review_series.series_id', '=', 'reviews.series_id'),
    )
    .leftJoin('people', (join) =>
      join
        .onRef('people.authority_id', '=', 'reviews.authority_id')
        .onRef('people.person_id', '=', otherOf[reader]),
    )
    .leftJoin('review_records', (join) =>
      join
        .onRef('review_records.authority_id', '=', 'reviews.authority_id')
        .onRef('review_records.review_id', '=', 'reviews.review_id'),
    )
    .selectAll('reviews')
    .select([
      'review_series.reference',
      'review_series.kind',
      'people.display_name',
      'review_records.sent_at',
    ])
    .select(day.as('listed_day'))
    .select((eb) => [
      eb
        .selectFrom('views')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('views.authority_id', '=', 'reviews.authority_id')
        .whereRef('views.review_id', '=', 'reviews.review_id')
        .where((views) =>
          views.exists(
            views
              .selectFrom('views_answers')
              .select('views_answers.answer_id')
              .whereRef('views_answers.authority_id', '=', 'views.authority_id')
              .whereRef('views_answers.views_id', '=', 'views.views_id')
              .where('views_answers.audience', 'in', audiencesFor(reader)),
          ),
        )
        .as('arrived'),
      eb
        .selectFrom('views')
        .select(({ fn }) => fn.max('views.danger').as('danger'))
        .whereRef('views.authority_id', '=', 'reviews.authority_id')
        .whereRef('views.review_id', '=', 'reviews.review_id')
        .as('danger'),
    ])
    .where('reviews.authority_id', '=', authorityId)
    .where(columnOf[reader], '=', personId)
    .where(is)
    .orderBy(day)
    .orderBy('reviews.review_id')
    .limit(REVIEWS_PAGE + 1);
  if (filter === 'late') query = query.where('reviews.due_on', '<', today);
  if (after)
    query = query.where(sql<SqlBool>`(${day}, reviews.review_id) > (${after.day}, ${after.reviewId})`);
  const rows = await query.execute();
  const shown = rows.slice(0, REVIEWS_PAGE);
  const last = shown.at(-1);
  const isMore = rows.length > shown.length;
  return {
    reviews: shown.map((row) => ({
      reviewId: row.review_id,
      reference: row.reference,
      kind: row.kind as ReviewKind,
      number: row.number,
      dueOn: row.due_on,
      rule: row.rule,
      plannedOn: row.planned_on,
      plannedAt: row.planned_at,
      state: row.state as ReviewState,
      heldOn: row.held_on,
      withName: row.display_name,
      arrived: Number(row.arrived ?? 0),
      soundsLikeDanger: reader === 'officer' && Number(row.danger ?? 0) === 1,
      recordSentAt: row.sent_at,
    })),
    next: isMore && last ? { day: last.listed_day, reviewId: last.review_id } : null,
  };
}

/** How many reviews each list of somebody's has: one query. */
export async function countReviews(
  db: Db,
  { authorityId, personId }: Viewer,
  reader: ListReader,
  today: string,
): Promise<ReviewCounts> {
  const count = (filter: ReviewFilter) => {
    const counted = db
      .selectFrom('reviews')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('reviews.authority_id', '=', authorityId)
      .where(columnOf[reader], '=', personId)
      .where(when[filter].is);
    return filter === 'late' ? counted.where('reviews.due_on', '<', today) : counted;
  };
  const row = await db
    .selectNoFrom([count('coming').as('coming'), count('late').as('late'), count('held').as('held')])
    .executeTakeFirstOrThrow();
  return { coming: Number(row.coming), late: Number(row.late), held: Number(row.held) };
}

/** Reviews for which something came in that sounds like danger and that nobody has opened; the first to come first. */
export async function findToReadToday(
  db: Db,
  authorityId: string,
  officerId: string,
): Promise<{ reviewId: string; reference: string; receivedAt: string }[]> {
  const rows = await db
    .selectFrom('views')
    .innerJoin('reviews', (join) =>
      join
        .onRef('reviews.authority_id', '=', 'views.authority_id')
        .onRef('reviews.review_id', '=', 'views.review_id'),
    )
    .innerJoin('review_series', (join) =>
      join
        .onRef('review_series.authority_id', '=', 'reviews.authority_id')
        .onRef('review_series.series_id', '=', 'reviews.series_id'),
    )
    .select(({ fn }) => [
      'reviews.review_id',
      'review_series.reference',
      fn.min('views.received_at').as('received_at'),
    ])
    .where('views.authority_id', '=', authorityId)
    .where(sql<SqlBool>`views.danger = 1 and views.first_opened_at is null`)
    .where('reviews.officer_id', '=', officerId)
    .groupBy(['reviews.review_id', 'review_series.reference'])
    .orderBy('received_at')
    .execute();
  return rows.map((row) => ({
    reviewId: row.review_id,
    reference: row.reference,
    receivedAt: row.received_at,
  }));
}
