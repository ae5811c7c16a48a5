import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatDay, formatTime } from '$lib/i18n/dates.ts';
import { findUntoldReset } from '$lib/identity/young-people.queries.server.ts';
import { findYoungSessions } from '$lib/identity/young-sessions.server.ts';
import { noteLooked } from '$lib/notices/notices.queries.server.ts';
import { findReviewsOfPerson } from '$lib/reviews/own-reviews.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { dueDay } from '$lib/voice/journey.ts';
import { listOwnMessages } from '$lib/voice/own-list.server.ts';
import { asYoung } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asYoung(async ({ params, locals }: PageServerLoadEvent, young) => {
  const { services, lang } = locals;
  const { db, clock } = services;
  // Whoever looks for themselves needs no notice of what they see here.
  await noteLooked(db, params.authority, young.personId, clock());
  const { settings } = await authorityOf(db, params.authority);
  const messages = (await listOwnMessages(db, young)).map(({ message, begins, newLines, openings }) => {
    const { messageId, stage, stageSince, receivedAt } = message;
    const due = dueDay(stage, stageSince, settings.stageDays);
    return {
      id: messageId,
      begins,
      stage,
      sent: formatTime(lang, receivedAt),
      since: formatTime(lang, stageSince),
      due: due && formatDay(lang, due),
      late: due !== null && due < toDay(clock()),
      newLines,
      openings: openings.map(({ role, at, times }) => ({ role, times, at: formatTime(lang, at) })),
    };
  });
  const changedAt = await findUntoldReset(db, params.authority, young.personId);
  const phones = await findYoungSessions(db, params.authority, young.personId, clock());
  const reviews = (await findReviewsOfPerson(db, params.authority, young.personId)).map(({ review }) => ({
    id: review.reviewId,
    planned: review.plannedOn && formatDay(lang, review.plannedOn),
    held: review.heldOn && formatDay(lang, review.heldOn),
    gone: review.forgottenAt !== null,
  }));
  return {
    nickname: young.nickname,
    messages,
    reviews,
    changed: changedAt && formatTime(lang, changedAt),
    phones: phones.map(({ sessionId, startedAt }) => ({
      since: formatTime(lang, startedAt),
      isThis: sessionId === young.sessionId,
    })),
  };
});
