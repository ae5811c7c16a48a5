import { addWorkingDays, isWorkingDay } from '../lib/authorities/working-days.ts';
import { findPerson } from '../lib/identity/people.queries.server.ts';
import type { Person } from '../lib/identity/person.ts';
import { toDay } from '../lib/platform/clock.ts';
import { findActionRows } from '../lib/reviews/actions.queries.server.ts';
import { addSeries } from '../lib/reviews/add-series.server.ts';
import type { AnswerFor } from '../lib/reviews/answer.ts';
import { holdReview } from '../lib/reviews/hold-review.server.ts';
import { planReview } from '../lib/reviews/plan-review.server.ts';
import { endOf } from '../lib/reviews/reference-end.ts';
import { giveReviewCode } from '../lib/reviews/review-codes.server.ts';
import { findReview } from '../lib/reviews/reviews.queries.server.ts';
import { sendRecord } from '../lib/reviews/send-record.server.ts';
import { sendViews } from '../lib/reviews/send-views.server.ts';
import { findSameReference } from '../lib/reviews/series.queries.server.ts';
import { tickAction } from '../lib/reviews/tick-action.server.ts';
import { findViewsOf } from '../lib/reviews/views.queries.server.ts';
import { writeRecord } from '../lib/reviews/write-record.server.ts';
import type { VoiceContext } from '../lib/voice/arrivals.server.ts';
import { newSendKey } from '../lib/voice/send-key.server.ts';
import type { Cast } from './cast-file.ts';
import { DAY } from './cast-time.ts';
import type { CastIds, Stage } from './play-cast.ts';

/** When the officers of the story began to keep their reviews here. */
const ADDED_DAYS_AGO = 45;

type CastReviews = Cast['reviews'][number];
type Story = Pick<VoiceContext, 'db' | 'ring' | 'clock'>;

/** @returns the id of the views that were sent. */
async function playViews(
  story: Story,
  officer: Person,
  reviewId: string,
  { answers, lang, age }: NonNullable<CastReviews['views']>,
): Promise<string> {
  const { code } = await giveReviewCode(story, officer, reviewId);
  const said = answers.map(
    ({ question, kind, value, for: audience }) =>
      ({ question, audience, value: { kind, value } }) as AnswerFor,
  );
  const form = { answers: said, attachments: [], lang, age, code, sendKey: newSendKey() };
  await sendViews(story, officer.authorityId, form, null);
  const [sent] = await findViewsOf(story.db, officer.authorityId, reviewId);
  if (!sent) throw new Error(`The views of ${reviewId} did not come in.`);
  return sent.viewsId;
}

async function playRecord(
  story: Story,
  officer: Person,
  { reviewId, reference, viewsId }: { reviewId: string; reference: string; viewsId: string | null },
  { text, easy, actions }: NonNullable<CastReviews['record']>,
  dayOf: (inDays: number) => string,
): Promise<void> {
  const drafted = actions.map(({ what, who, inDays }) => ({
    actionId: null,
    what,
    who,
    byOn: dayOf(inDays),
  }));
  const kept = await writeRecord(story, officer, reviewId, 0, { text, easy, actions: drafted });
  const sending = { version: kept?.version ?? 0, referenceEnd: endOf(reference), explained: [] };
  const whyNot = await sendRecord(story, officer, reviewId, sending);
  if (whyNot) throw new Error(`The record of ${reference} was not sent: ${whyNot}.`);
  if (!viewsId) return;
  const rows = await findActionRows(story.db, officer.authorityId, reviewId);
  for (const [place, { not }] of actions.entries())
    if (not && rows[place])
      await tickAction(story, officer.authorityId, { reviewId, viewsId }, rows[place].action_id, 'not');
}

/**
 * Plays the made-up reviews of one authority through the real program. After its young people have signed up: those who
 * sign in are found by their reference.
 * @returns how many there are.
 */
export async function playReviews(
  { db, ring, now }: Stage,
  authorityId: string,
  { reviews }: Pick<Cast, 'reviews'>,
  ids: CastIds,
): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const dayBefore = (days: number) => toDay(before(days));
  /** Nobody in the story meets at a weekend. */
  const workingDay = (at: Date) => toDay(isWorkingDay(at) ? at : addWorkingDays(at, 1));
  for (const one of reviews) {
    const { reference, kind, startedDaysAgo, heldDaysAgo, signsIn, planned, held } = one;
    const officer = await findPerson(db, authorityId, ids[one.officer] ?? '');
    const workerId = ids[one.worker] ?? '';
    if (!officer) throw new Error(`The cast of ${authorityId} has no ${one.officer}.`);
    const youngPersonId = signsIn ? await findSameReference(db, authorityId, workerId, reference) : null;
    if (signsIn && !youngPersonId) throw new Error(`Nobody of the cast of ${authorityId} is ${reference}.`);
    const on = (daysAgo: number) => ({ db, ring, clock: () => before(daysAgo) });
    const addedDaysAgo = Math.min(ADDED_DAYS_AGO, startedDaysAgo);
    const { reviewId } = await addSeries(on(addedDaysAgo), officer, {
      reference,
      kind,
      startedOn: dayBefore(startedDaysAgo),
      held: heldDaysAgo.map(dayBefore),
      workerId,
      youngPersonId,
    });
    for (const { saidDaysAgo, inDays, at } of planned) {
      const { version } = await findReview(db, authorityId, reviewId);
      const day = { plannedOn: workingDay(before(-inDays)), plannedAt: at };
      await planReview(on(saidDaysAgo), officer, reviewId, version, day);
    }
    const viewsId = one.views && (await playViews(on(one.views.saidDaysAgo), officer, reviewId, one.views));
    if (!held) continue;
    const { version } = await findReview(db, authorityId, reviewId);
    const { daysAgo, came, conveyed } = held;
    const took = { heldOn: dayBefore(daysAgo), came, conveyed, underFour: false };
    await holdReview(on(daysAgo), officer, reviewId, version, took);
    if (!one.record) continue;
    const dayOf = (inDays: number) => dayBefore(-inDays);
    await playRecord(on(daysAgo - 1), officer, { reviewId, reference, viewsId }, one.record, dayOf);
  }
  return reviews.length;
}
