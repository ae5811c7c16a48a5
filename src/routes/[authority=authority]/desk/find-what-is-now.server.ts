import type { RequestEvent } from '@sveltejs/kit';
import { formatDay } from '$lib/i18n/dates.ts';
import { findLatestDeeds } from '$lib/audit/audit.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { may, type Act } from '$lib/identity/roles.ts';
import type { Person } from '$lib/identity/person.ts';
import { findPointOf } from '$lib/moderation/moderation.queries.server.ts';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { reviewFor } from '$lib/reviews/access.server.ts';
import { findMessage } from '$lib/voice/message.queries.server.ts';
import { deedName, pointStateNames, reviewStateNames, stageNames } from './deed-names.ts';
import type { WhatIsNow } from '$lib/moderation/what-is-now.ts';

const SHOWN = 4;

async function findDeeds(db: Db, authorityId: string, objects: string[]): Promise<WhatIsNow['deeds']> {
  const names = await findNames(db, authorityId);
  const deeds = [];
  // That somebody read it changed nothing.
  for (const object of objects)
    deeds.push(...(await findLatestDeeds(db, authorityId, object, 'message.read-', SHOWN)));
  return deeds
    .sort((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, SHOWN)
    .map(({ at, action, actor }) => ({
      at,
      who: actor === 'anonymous' ? 'Its sender' : (names.get(actor) ?? 'The system'),
      what: deedName(action),
    }));
}

const rooms: Record<string, Act> = {
  screening: 'screen',
  moderation: 'moderate',
  points: 'read-points',
  reviews: 'see-reviews',
};

/** What a review's worker may know of: its days and people. What was said of it or afterwards is between others. */
const forWorkers = new Set(
  ['series-added', 'planned', 'moved', 'held', 'assigned', 'code-given', 'shredded', 'series-ended'].map(
    (deed) => deedName(`review.${deed}`),
  ),
);

/** A review as it is now, for whoever reads it; whoever had it before is told nothing of it. */
async function findReviewNow(
  db: Db,
  person: Person,
  reviewId: string,
  base: string,
): Promise<WhatIsNow | null> {
  const { review, reader } = await reviewFor(db, person, reviewId).catch((refused: unknown) => {
    if (refused instanceof Refusal && refused.code === 'not-found') return { review: null, reader: null };
    throw refused;
  });
  if (!review) return null;
  const deeds = await findDeeds(db, person.authorityId, [reviewId, review.seriesId]);
  const { state, plannedOn, plannedAt, heldOn } = review;
  const day = heldOn ?? (state === 'planned' ? plannedOn : null);
  const at = state === 'planned' && plannedAt ? `, ${plannedAt}` : '';
  return {
    state: `${reviewStateNames[state]}${day ? `: ${formatDay('en', day)}${at}` : ''}`,
    deeds: reader === 'officer' ? deeds : deeds.filter(({ what }) => forWorkers.has(what)),
    point: null,
    href: `${base}/${reviewId}`,
    next: null,
  };
}

/** What somebody who was not quick enough finds in the place of what they acted on; null where nothing can be told. */
export async function findWhatIsNow(
  { params, route, locals }: Pick<RequestEvent, 'params' | 'route' | 'locals'>,
  person: Person,
): Promise<WhatIsNow | null> {
  const { authority = '', id = '' } = params;
  const room = /\/desk\/([a-z]+)\/\[id=name\]/.exec(route.id ?? '')?.[1] ?? '';
  const act = rooms[room];
  if (!act || !may(person.roles, act)) return null;
  const { db } = locals.services;
  const base = `/${authority}/desk/${room}`;
  if (room === 'reviews') return findReviewNow(db, person, id, base);
  const shown = { href: `${base}/${id}`, next: room === 'points' ? null : `${base}/next?after=${id}` };
  if (room === 'points') {
    const { text, state } = await findPoint(db, authority, id);
    const deeds = await findDeeds(db, authority, [id]);
    return { ...shown, state: pointStateNames[state], deeds, point: text };
  }
  const { stage } = await findMessage(db, authority, id);
  const pointId = room === 'moderation' ? await findPointOf(db, authority, id) : null;
  return {
    ...shown,
    state: stageNames[stage],
    deeds: await findDeeds(db, authority, pointId ? [id, pointId] : [id]),
    point: pointId && (await findPoint(db, authority, pointId)).text,
  };
}
