import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findOverview } from '$lib/content/overview.server.ts';
import { may } from '$lib/identity/roles.ts';
import { countForModeration } from '$lib/moderation/queue.queries.server.ts';
import { findDraftsFor } from '$lib/moderation/drafts.queries.server.ts';
import { countPoints } from '$lib/moderation/point.queries.server.ts';
import { countHoldsDue, countQueue, screeningQueue } from '$lib/screening/queue.queries.server.ts';
import { countWaitingFor } from '$lib/change/decision.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { findCommitmentIds } from '$lib/promise/promise.queries.server.ts';
import { findStandings } from '$lib/promise/standing.queries.server.ts';
import { isLate } from '$lib/promise/standing.ts';
import { countReviews, findToReadToday } from '$lib/reviews/review-list.queries.server.ts';
import { countInWords } from '$lib/voice/queue.ts';
import { asStaff } from '../../guard.server.ts';
import { findLateFor } from './late/late-for.server.ts';
import type { PageServerLoadEvent } from './$types';

/** What waits for this person: only what their roles may know of. */
export const load = asStaff('be-at-the-desk', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const waiting: { href: string; label: string; count: string }[] = [];
  const add = (href: string, label: string, count: number) =>
    waiting.push({ href, label, count: countInWords(count) });
  const me = person.personId;
  if (may(person.roles, 'screen')) {
    add('screening', 'messages to screen', await countQueue(db, params.authority, me, screeningQueue));
    add('screening', 'holds to hand over', await countHoldsDue(db, params.authority, me));
  }
  if (may(person.roles, 'moderate')) {
    const { wanted, waiting: toModerate, replies } = await countForModeration(db, params.authority, me);
    add('moderation', 'people to get in touch with', wanted);
    add('moderation', 'messages to make points of', toModerate);
    add('moderation', 'replies to read', replies);
    add('points', 'points sent back to you', await countPoints(db, params.authority, 'sent-back'));
  }
  if (may(person.roles, 'release-points'))
    add('points', 'points to release', (await findDraftsFor(db, params.authority, me)).length);
  if (may(person.roles, 'decide'))
    add('decisions', 'decisions that wait for your answer', await countWaitingFor(db, params.authority, me));
  if (may(person.roles, 'see-lateness')) {
    const { decisions } = await findLateFor(locals.services, params.authority, person);
    add('late', 'decisions that are late', decisions.length);
  }
  if (may(person.roles, 'see-reviews')) {
    const today = toDay(clock());
    const isOfficer = person.roles.includes('reviewing-officer');
    const counts = await countReviews(db, person, isOfficer ? 'officer' : 'worker', today);
    if (isOfficer) {
      const { length } = await findToReadToday(db, params.authority, me);
      add('reviews', length === 1 ? 'review to read today' : 'reviews to read today', length);
      add('reviews?show=held', 'reviews to write up', counts.held);
    }
    add('reviews?show=late', 'reviews that are late', counts.late);
    add('reviews', 'reviews to come', counts.coming);
  }
  if (may(person.roles, 'change-standing')) {
    const standings = await findStandings(db, params.authority);
    const today = toDay(clock());
    const late = [...standings.values()].filter((standing) => isLate(standing, today));
    add('standings', 'promises that are late', late.length);
    const ids = [...(await findCommitmentIds(db, params.authority)).values()].flat();
    add('standings', 'promises nothing is said of yet', ids.filter((id) => !standings.has(id)).length);
  }
  if (may(person.roles, 'edit-content')) {
    const { settings } = await authorityOf(db, params.authority);
    const pieces = await findOverview(db, params.authority, settings.languages, toDay(clock()));
    add('content', 'entries that need checking', pieces.filter(({ checkSince }) => checkSince).length);
    add('content', 'entries behind the English', pieces.filter(({ stale }) => stale.length > 0).length);
    add('content', 'drafts not published', pieces.filter(({ draft }) => draft).length);
  }
  return { waiting };
});
