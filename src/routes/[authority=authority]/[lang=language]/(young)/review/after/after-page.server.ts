import { fail, type RequestEvent } from '@sveltejs/kit';
import { formatClock, formatDay, formatTime } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { toDay, toInstant } from '$lib/platform/clock.ts';
import type { Typed } from '$lib/platform/forms.ts';
import type { YoungSession } from '$lib/identity/young-person.ts';
import { findViewsAs, findViewsWith } from '$lib/reviews/own-views.server.ts';
import { isToCome } from '$lib/reviews/meeting-calendar.server.ts';
import { readAfter, type OwnAtReview } from '$lib/reviews/read-after.server.ts';
import { lookUp } from '$lib/voice/limits.server.ts';
import { showStretched } from '$lib/voice/stretch.ts';
import { findThreadWith } from '$lib/voice/thread.server.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';
import type { Services } from '../../../../../../services.server.ts';
import { ownReviewIn, ownReviewOpener, signedInHere } from '../../me/own-opener.server.ts';
import { readTyped } from '../../say/receipt/thread-page.server.ts';

/** A review that somebody has opened. */
export interface OpenReview {
  own: OwnAtReview;
  /** What a form of its page carries. */
  opener: string;
  /** Who opened it, where they are signed in. */
  young: YoungSession | null;
}

/** What somebody who typed a receipt gets: their review, where its receipt belongs instead, or why not (a message key). */
export type OpenedReview =
  | OpenReview
  | { elsewhere: string }
  | { fault: 'signIn.needed' | 'receipt.unreadable' | 'receipt.slip' | 'after.wrong' }
  | { fault: 'receipt.wait'; wait: number; until: string };

/** What somebody signed in has sent for a review, the newest first; null where there is nothing that opens. */
export async function findOwnAt(
  { db }: Pick<Services, 'db'>,
  young: YoungSession,
  reviewId: string,
): Promise<OpenReview | null> {
  const [newest, ...others] = (await findViewsAs(db, young)).filter(
    ({ facts }) => facts.reviewId === reviewId,
  );
  return newest ? { own: [newest, ...others], opener: ownReviewOpener(reviewId), young } : null;
}

/**
 * Opens a review with a receipt, or for who is signed in; counted before any work is done (voice/limits.server.ts). A
 * receipt that is of a message opens it where messages are: whoever holds it could find that out there.
 */
export async function openReview(
  {
    locals: { services },
    ...event
  }: Pick<RequestEvent, 'locals' | 'platform' | 'getClientAddress' | 'cookies'>,
  authorityId: string,
  typed: Typed,
): Promise<OpenedReview> {
  const reviewId = ownReviewIn(typed.opener);
  if (reviewId) {
    const young = await signedInHere(services, event.cookies, authorityId);
    if (!young) return { fault: 'signIn.needed' };
    return (await findOwnAt(services, young, reviewId)) ?? { fault: 'after.wrong' };
  }
  const stretch = readTyped(authorityId, typed);
  if (typeof stretch === 'string') return { fault: `receipt.${stretch}` };
  const network = networkOfEvent(services, event);
  const lookedUp = await lookUp(services.limits, authorityId, network, async () => {
    const stretched = await stretch();
    const own = await findViewsWith(services, authorityId, stretched);
    const opener = showStretched(stretched);
    if (own) return { own: [own] as const, opener, young: null };
    return (await findThreadWith(services, authorityId, stretched)) && { elsewhere: opener };
  });
  if ('found' in lookedUp) return lookedUp.found ?? { fault: 'after.wrong' };
  const until = formatClock(toInstant(new Date(services.clock().getTime() + lookedUp.wait * 1_000)));
  return { fault: 'receipt.wait', wait: lookedUp.wait, until };
}

/** What a page is told of a receipt that opened no review; who must wait is told how long (RFC 9110, 10.2.3). */
export function failReview(
  event: Pick<RequestEvent, 'setHeaders'>,
  typed: Typed,
  failed: Exclude<OpenedReview, OpenReview>,
) {
  if ('elsewhere' in failed) return { elsewhere: failed.elsewhere };
  const wait = 'wait' in failed ? failed : null;
  if (wait) event.setHeaders({ 'retry-after': String(wait.wait) });
  return fail(wait ? 429 : failed.fault === 'signIn.needed' ? 401 : 400, {
    typedReceipt: typed.receipt ?? '',
    receiptFault: failed.fault,
    until: wait?.until ?? '',
  });
}

/** A review as its page shows it, in the reader's language. */
export async function afterPage(
  services: Services,
  authorityId: string,
  lang: Lang,
  { own, opener }: Pick<OpenReview, 'own' | 'opener'>,
) {
  const { review, views, decided, actions, keptUntil, closed, feedback } = await readAfter(
    services,
    authorityId,
    own,
  );
  const now = services.clock();
  const { plannedOn, plannedAt, heldOn } = review;
  const day = (one: string | null) => one && formatDay(lang, one);
  const time = (at: string) => formatTime(lang, at);
  const printedFor = (answerId: string) => [
    ...new Set(
      views.flatMap(({ prints }) =>
        prints.filter(({ answerIds }) => answerIds.includes(answerId)).map(({ reader }) => reader),
      ),
    ),
  ];
  return {
    opener,
    closed,
    feedback,
    planned: day(plannedOn),
    plannedAt,
    held: day(heldOn),
    toCome: isToCome(review, now),
    received: views.map(({ receivedAt }) => time(receivedAt)),
    answers: views
      .flatMap(({ answers }) => answers)
      .map((answer) => ({ ...answer, printedFor: printedFor(answer.answerId) })),
    unreadable: views.reduce((sum, { unreadable }) => sum + unreadable, 0),
    openings: views
      .flatMap(({ openings }) => openings)
      .map((opening) => ({ ...opening, at: time(opening.at) })),
    takenBack: views
      .flatMap(({ takenBack }) => takenBack)
      .map((one) => ({ answerId: one.answerId, printedFor: one.printedFor, at: time(one.takenAt) })),
    decided: decided && {
      ...decided,
      sent: time(decided.sentAt),
      changed: decided.changedAt && time(decided.changedAt),
    },
    actions: actions.map((action) => ({
      ...action,
      by: day(action.byOn),
      late: action.byOn !== null && action.byOn < toDay(now) && action.outcome !== 'happened',
    })),
    keptUntil: day(keptUntil),
  };
}

export type AfterPage = Awaited<ReturnType<typeof afterPage>>;
