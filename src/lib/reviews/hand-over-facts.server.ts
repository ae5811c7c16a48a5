import { findDeedsOn } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import type { Db } from '../platform/database.ts';
import { reviewForOfficer } from './access.server.ts';
import { findRecordRow } from './record.queries.server.ts';
import type { Review, Series } from './review.ts';
import { findSeries } from './reviews.queries.server.ts';

/** What is to be handed over of a review: how much of each, and not a word of it. */
export interface HandOverFacts {
  review: Review;
  series: Series;
  /** What the case system calls it, once somebody has said that it is there. */
  handedOverAs: string | null;
  /** When they said so; downloads later than that change nothing of it. */
  inCaseSystemAt: string | null;
  views: number;
  answers: number;
  record: 'none' | 'draft' | 'sent';
  actions: number;
  feedback: boolean;
  issues: number;
}

/** For its officer alone. @throws Refusal `not-found` */
export async function findHandOverFacts(db: Db, person: Person, reviewId: string): Promise<HandOverFacts> {
  const { authorityId } = person;
  const review = await reviewForOfficer(db, person, reviewId);
  const countOf = async (table: 'views' | 'review_actions' | 'review_feedback' | 'practice_issues') => {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('count'))
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const { answers } = await db
    .selectFrom('views_answers')
    .innerJoin('views', (join) =>
      join
        .onRef('views.authority_id', '=', 'views_answers.authority_id')
        .onRef('views.views_id', '=', 'views_answers.views_id'),
    )
    .select((eb) => eb.fn.countAll().as('answers'))
    .where('views.authority_id', '=', authorityId)
    .where('views.review_id', '=', reviewId)
    .executeTakeFirstOrThrow();
  const { handed_over_as: handedOverAs } = await db
    .selectFrom('reviews')
    .select('handed_over_as')
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .executeTakeFirstOrThrow();
  const deeds = await findDeedsOn(db, authorityId, reviewId, ['review.in-case-system']);
  const row = await findRecordRow(db, authorityId, reviewId);
  return {
    review,
    series: await findSeries(db, authorityId, review.seriesId),
    handedOverAs,
    inCaseSystemAt: deeds.at(-1)?.at ?? null,
    views: await countOf('views'),
    answers: Number(answers),
    record: row?.sent_at ? 'sent' : row ? 'draft' : 'none',
    actions: await countOf('review_actions'),
    feedback: (await countOf('review_feedback')) > 0,
    issues: await countOf('practice_issues'),
  };
}
