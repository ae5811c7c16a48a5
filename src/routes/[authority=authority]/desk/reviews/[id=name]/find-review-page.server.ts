import { findNames } from '$lib/identity/people.queries.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { findYoungRow } from '$lib/identity/young-people.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { reviewFor } from '$lib/reviews/access.server.ts';
import { warningsOf } from '$lib/reviews/planned-day.ts';
import { findMoves } from '$lib/reviews/review-changes.queries.server.ts';
import { findCodesOf } from '$lib/reviews/review-codes.queries.server.ts';
import { findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { findEndedOn, findReviewsOf } from '$lib/reviews/series.queries.server.ts';
import type { Services } from '../../../../../services.server.ts';
import { kindNames, ruleOf, standingFlag } from '../review-words.ts';

/** One review as its officer or its worker sees it: dates and people, and nothing that was said. */
export async function findReviewPage({ db, clock }: Services, person: Person, reviewId: string) {
  const { review, reader } = await reviewFor(db, person, reviewId);
  const { authorityId } = person;
  const today = toDay(clock());
  const series = await findSeries(db, authorityId, review.seriesId);
  const names = await findNames(db, authorityId);
  const nameOf = (personId: string | null) => (personId && names.get(personId)) || 'Nobody';
  const young = series.youngPersonId && (await findYoungRow(db, authorityId, series.youngPersonId));
  const moves = await findMoves(db, authorityId, reviewId);
  const all = await findReviewsOf(db, authorityId, review.seriesId);
  return {
    reader,
    review,
    reference: series.reference,
    kindName: kindNames[series.kind],
    startedOn: series.startedOn,
    endedOn: await findEndedOn(db, authorityId, review.seriesId),
    signsIn: Boolean(young),
    rule: ruleOf(review.rule),
    standing: standingFlag(review, today),
    warnings: review.state === 'planned' ? warningsOf(review) : [],
    officer: nameOf(review.officerId),
    worker: nameOf(review.workerId),
    moves: moves.map((move) => ({ ...move, by: nameOf(move.movedBy) })),
    codes: (await findCodesOf(db, authorityId, reviewId)).map((code) => ({
      ...code,
      by: nameOf(code.givenBy),
    })),
    now: clock().toISOString(),
    others: all
      .filter((one) => one.reviewId !== reviewId)
      .map(({ reviewId: id, number, heldOn, plannedOn, dueOn, state, officerId, workerId, forgottenAt }) => ({
        reviewId: id,
        number,
        heldOn,
        plannedOn,
        dueOn,
        state,
        /** Whether this person finds it: reviews from before may have been somebody else's. */
        open: forgottenAt === null && [officerId, workerId].includes(person.personId),
      })),
  };
}
