import { record, wasDoneSince } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewFor, reviewForOfficer } from './access.server.ts';
import type { OpenedAnswer } from './answer.ts';
import { audiencesFor, type Reader } from './audience.ts';
import { openKeysFor, type AudienceKeys } from './audience-keys.server.ts';
import { openAnswers } from './open-answers.ts';
import type { Review } from './review.ts';
import type { OpenedViews, TakenBack, ViewsFacts } from './views.ts';
import { findAnswers, findTakenBack, findViewsOf, noteOfViews } from './views.queries.server.ts';

/** What is heard or looked at within so long of opening a page belongs to that. */
const BITS_OF_ONE_MINUTES = 15;

/** What one reader gets of a review's views. */
export interface ReviewOpened {
  review: Review;
  /** As whom they were opened. */
  reader: Reader;
  views: OpenedViews[];
  /** All their answers, in the order they came. */
  answers: OpenedAnswer[];
  /** What was taken back, for the officer alone; torn-up.server.ts is where they say that they saw it. */
  takenBack: TakenBack[];
}

/** Views with the keys that open them for one reader. */
export interface OpenedWithKeys {
  facts: ViewsFacts;
  keys: AudienceKeys;
  answers: OpenedAnswer[];
  unreadable: number;
}

async function openOne(
  { db, ring }: VoiceContext,
  authorityId: string,
  facts: ViewsFacts,
  reader: Reader,
): Promise<OpenedWithKeys> {
  const { viewsId } = facts;
  const keys = await openKeysFor(db, ring, authorityId, viewsId, reader);
  const rows = await findAnswers(db, authorityId, viewsId, audiencesFor(reader));
  const sealed = rows.map(({ answer_id, audience, sealed: text }) => ({
    answerId: answer_id,
    audience: audience as OpenedAnswer['audience'],
    sealed: text,
  }));
  return { facts, keys, ...(await openAnswers(authorityId, viewsId, keys, sealed)) };
}

/**
 * Opens a review's views for a reader, once it is on record that somebody does: their young person sees who did, and when.
 * @param by as which reader somebody is here, and as whom they look.
 * @param only these views: for a recording of theirs.
 */
export async function openRecorded(
  context: VoiceContext,
  person: Person,
  review: Review,
  by: { reader: Reader; as: Reader },
  only?: string,
): Promise<OpenedWithKeys[]> {
  const { db, ring, clock } = context;
  const { authorityId, personId } = person;
  const { reviewId } = review;
  if (review.forgottenAt !== null) return [];
  const at = clock();
  const found = await db.transaction().execute(async (trx) => {
    const all = await findViewsOf(trx, authorityId, reviewId);
    const views = all.filter(({ viewsId }) => only === undefined || viewsId === only);
    const meta: Record<string, string> = { reader: by.reader };
    if (by.as !== by.reader) meta.for = by.as;
    for (const { viewsId } of views) {
      const deed = { actor: personId, action: 'views.opened', object: viewsId, meta };
      // A recording is fetched in many bits, from a page that was just recorded: that is one opening, not twenty.
      const isBit =
        only !== undefined &&
        (await wasDoneSince(trx, authorityId, deed, minutesAfter(at, -BITS_OF_ONE_MINUTES)));
      if (!isBit) await record(trx, ring.secret('audit'), authorityId, deed, at);
    }
    // Read means all of it, by the officer. A worker, or a page made for carers, may not have had what sounds like danger.
    if (by.reader === 'officer' && by.as === 'officer' && only === undefined) {
      const ids = views.map(({ viewsId }) => viewsId);
      await noteOfViews(trx, authorityId, ids, { first_opened_at: toInstant(at) });
    }
    return views;
  });
  const opened: OpenedWithKeys[] = [];
  for (const facts of found) opened.push(await openOne(context, authorityId, facts, by.as));
  return opened;
}

const shown = (
  review: Review,
  reader: Reader,
  opened: readonly OpenedWithKeys[],
  takenBack: TakenBack[],
): ReviewOpened => ({
  review,
  reader,
  views: opened.map(({ facts, answers, unreadable }) => ({ ...facts, answers, unreadable })),
  answers: opened.flatMap(({ answers }) => answers),
  takenBack,
});

/**
 * A review's views as its officer or its worker may read them: with the keys of that reader's audiences, and no other.
 * @throws Refusal `not-found` for everybody else.
 */
export async function openViewsFor(
  context: VoiceContext,
  person: Person,
  reviewId: string,
): Promise<ReviewOpened> {
  const { db } = context;
  const { review, reader } = await reviewFor(db, person, reviewId);
  const opened = await openRecorded(context, person, review, { reader, as: reader });
  if (reader !== 'officer') return shown(review, reader, opened, []);
  const takenBack = await findTakenBack(db, person.authorityId, reviewId);
  return shown(review, reader, opened, takenBack);
}

/**
 * What the agenda for a reader holds, for the review's officer to print or show: opened with that reader's keys, as if they
 * were here themselves.
 * @throws Refusal `not-found` for everybody but the officer.
 */
export async function openViewsAs(
  context: VoiceContext,
  officer: Person,
  reviewId: string,
  reader: Reader,
): Promise<ReviewOpened> {
  const review = await reviewForOfficer(context.db, officer, reviewId);
  const opened = await openRecorded(context, officer, review, { reader: 'officer', as: reader });
  return shown(review, reader, opened, []);
}
