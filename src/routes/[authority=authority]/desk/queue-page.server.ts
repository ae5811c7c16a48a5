import type { Authority } from '$lib/authorities/authority.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { countQueue, findQueued, findQueuePage, type Queue } from '$lib/screening/queue.queries.server.ts';
import { claim, findClaims, letGo } from '$lib/voice/claims.server.ts';
import { countInWords, lateBefore, placeOf, queueClock, readPlace, writePlace } from '$lib/voice/queue.ts';
import type { Services } from '../../../services.server.ts';

/** A room of the desk that empties a queue of messages. */
export interface QueueRoom {
  queue: Queue;
  /** Which of the authority's deadlines runs in it. */
  clock: 'screening' | 'moderation';
}

/** One page of a queue as it is shown: each message with its clock, and with who else is reading it. */
export async function showQueue(
  { db, clock }: Services,
  { authorityId, settings }: Authority,
  person: Person,
  room: QueueRoom,
  url: URL,
) {
  const now = clock();
  const late = lateBefore(settings.stageDays[room.clock], now);
  const after = readPlace(url.searchParams.get('after'));
  const page = await findQueuePage(db, authorityId, person.personId, room.queue, { lateBefore: late, after });
  const ids = page.messages.map(({ messageId }) => messageId);
  const claims = await findClaims(db, authorityId, ids, now);
  const names = claims.size > 0 ? await findNames(db, authorityId) : new Map<string, string>();
  const waiting = page.messages.map((message) => {
    const held = claims.get(message.messageId);
    return {
      ...message,
      clock: queueClock(message.since, settings.stageDays, room.clock, now),
      reading: held
        ? held.personId === person.personId
          ? 'You are'
          : `${names.get(held.personId)} is`
        : null,
    };
  });
  const isWhole = after === null && page.next === null;
  const count = isWhole ? waiting.length : await countQueue(db, authorityId, person.personId, room.queue);
  return {
    waiting,
    count: countInWords(count),
    next: page.next && writePlace(page.next),
    isFirst: after === null,
  };
}

/**
 * The message to read next: after the one that is left, else from the head of the queue, passing over what somebody else
 * is reading. @returns its id, or null when nothing is left.
 */
export async function findNext(
  { db, clock }: Services,
  { authorityId, settings }: Authority,
  { personId }: Person,
  room: QueueRoom,
  leaving: string | null,
): Promise<string | null> {
  const now = clock();
  const late = lateBefore(settings.stageDays[room.clock], now);
  const from = async (place: ReturnType<typeof readPlace>) => {
    const asked = { lateBefore: late, after: place, limit: 2, unclaimedAt: now };
    const { messages } = await findQueuePage(db, authorityId, personId, room.queue, asked);
    return messages.find(({ messageId }) => messageId !== leaving)?.messageId ?? null;
  };
  const left = leaving && (await findQueued(db, authorityId, personId, room.queue, leaving));
  return (left && (await from(placeOf(left, late)))) || from(null);
}

/** Where somebody goes who is done with a message, or leaves it: to the next one, or to the empty queue. */
export async function nextAddress(
  services: Services,
  authority: Authority,
  person: Person,
  room: QueueRoom,
  leaving: string | null,
): Promise<string> {
  if (leaving) await letGo(services.db, authority.authorityId, leaving, person.personId);
  const next = await findNext(services, authority, person, room, leaving);
  const base = `/${authority.authorityId}/desk/${room.clock}`;
  return next ? `${base}/${next}` : base;
}

/** Claims a message for whoever opened it. @returns the name of who else is reading it, or null. */
export async function whoElseReads(
  { db, clock }: Services,
  { authorityId, personId }: Person,
  messageId: string,
): Promise<string | null> {
  const held = await claim(db, authorityId, messageId, personId, clock());
  if (held.personId === personId) return null;
  return (await findNames(db, authorityId)).get(held.personId) ?? 'Somebody else';
}
