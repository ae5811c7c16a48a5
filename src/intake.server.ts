import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import type { Authority } from '$lib/authorities/authority.ts';
import { formatDay, formatTime } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { kindOf, log } from '$lib/platform/log.server.ts';
import { Refusal, refusalStatus } from '$lib/platform/refusal.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { cookieIn, findYoungSession, YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import { fittingWrap } from '$lib/sealing/person-keys.server.ts';
import { findTaken } from '$lib/voice/arrivals.server.ts';
import type { Arrival } from '$lib/voice/arrival.ts';
import type { SealedMessage } from '$lib/voice/seal-message.ts';
import { findEntitlementIds } from '$lib/offer/offer.queries.server.ts';
import { findCommitmentIds } from '$lib/promise/promise.queries.server.ts';
import { dueDay } from '$lib/voice/journey.ts';
import { countMessage, countPiece } from '$lib/voice/limits.server.ts';
import { parseAbout, type Subjects } from '$lib/voice/message.ts';
import { PiecesMissing } from '$lib/voice/pieces-missing.ts';
import { keepPiece } from '$lib/voice/pieces.server.ts';
import type { PieceName } from '$lib/voice/pieces.ts';
import { PIECE_NAME, SealedFormSchema } from '$lib/voice/sealed-form.ts';
import { bridge, type Addressed, type Answered, type Incoming, type IncomingPiece } from './bridge.ts';
import { networkName, type FromSomewhere } from './network.server.ts';
import type { Services } from './services.server.ts';

interface Known {
  version: number | null;
  authority: Authority;
  subjects: Subjects;
}

const known = new Map<string, Known>();

/** An authority and what can be spoken about, remembered until its content changes. */
async function knownOf({ db }: Services, authorityId: string): Promise<Known> {
  const version = (await bridge().pages?.versionOf(authorityId)) ?? null;
  const before = known.get(authorityId);
  if (before && version !== null && before.version === version) return before;
  const authority = await authorityOf(db, authorityId);
  const subjects = {
    commitments: await findCommitmentIds(db, authorityId),
    entitlements: await findEntitlementIds(db, authorityId),
    ruledOut: authority.settings.reports.ruledOut,
  };
  const fresh = { version, authority, subjects };
  known.set(authorityId, fresh);
  return fresh;
}

/** The same for all who come in one minute, and not quite cheap to say: the newest minute of each is remembered. */
const times = new Map<string, { minute: string; at: string; due: string }>();

function timesOf(
  { authorityId, settings }: Authority,
  lang: Lang,
  receivedAt: string,
): { at: string; due: string } {
  const minute = receivedAt.slice(0, 16);
  const before = times.get(`${authorityId}/${lang}`);
  if (before?.minute === minute) return { at: before.at, due: before.due };
  const due = dueDay('awaiting-screening', receivedAt, settings.stageDays);
  const shown = { at: formatTime(lang, receivedAt), due: formatDay(lang, due ?? receivedAt) };
  times.set(`${authorityId}/${lang}`, { minute, ...shown });
  return shown;
}

function readBody(body: Buffer) {
  try {
    return v.safeParse(SealedFormSchema, JSON.parse(body.toString('utf8')));
  } catch {
    return { success: false } as const;
  }
}

/**
 * Whose message this is to be, only if the session that came with it is theirs: never under another name, and never
 * silently under none (security 4, "lost session mid-send").
 */
async function senderOf(
  { db, ring, clock }: Services,
  authorityId: string,
  { headers }: FromSomewhere,
  as: string,
  { message, forPerson }: { message: SealedMessage; forPerson: string | null },
): Promise<NonNullable<Arrival['person']> | 'nobody'> {
  const young = await findYoungSession(db, cookieIn(headers.cookie, YOUNG_COOKIE), clock());
  if (young?.authorityId !== authorityId || young.personId !== as) return 'nobody';
  const record = { authorityId, recordId: message.messageId, keys: message.keys, wrapped: forPerson ?? '' };
  const wrapped = await fittingWrap(db, ring, record, { ...young, privateKey: await young.openPrivateKey() });
  return { personId: young.personId, keyId: young.keyId, wrapped };
}

/** @throws Refusal `not-found` for an authority there is not, or a language it does not offer. */
export async function knownIn(
  services: Services,
  { authorityId, lang }: Addressed,
): Promise<Known & { offered: Lang }> {
  const found = await knownOf(services, authorityId);
  const offered: Lang | undefined = found.authority.settings.languages.find((one) => one === lang);
  if (!offered) throw new Refusal('not-found');
  return { ...found, offered };
}

export const tooMany = (retryAfter: number): Answered => ({
  status: 429,
  body: { fault: 'too-many' },
  retryAfter,
});

async function take(services: Services, incoming: Incoming): Promise<Answered> {
  const { authority, subjects, offered } = await knownIn(services, incoming);
  const { authorityId, body, request } = incoming;
  const parsed = readBody(body);
  if (!parsed.success) return { status: 400, body: { fault: 'unreadable' } };
  const { message, key, as, forPerson, ...told } = parsed.output;
  const hash = createHash('sha256').update(body).digest('base64url');
  const answer = ({ receivedAt }: { receivedAt: string }): Answered => {
    const shown = timesOf(authority, offered, receivedAt);
    return { status: 201, body: { hash, receivedAt, ...shown } };
  };
  /** Refuses it, unless these very bytes came in before and only their answer was lost. */
  const refuse = async (status: number, fault: string): Promise<Answered> => {
    const before = await findTaken(services, { authorityId, sendKey: key, payload: hash });
    return before ? answer(before) : { status, body: { fault } };
  };
  const wait = await countMessage(services.limits, authorityId, networkName(services, request));
  if (wait > 0) return tooMany(wait);
  const { about, faults } = parseAbout(told, offered, subjects);
  if (Object.keys(faults).length > 0) return refuse(400, Object.keys(faults)[0] ?? '');
  const person =
    as === null ? null : await senderOf(services, authorityId, request, as, { message, forPerson });
  if (person === 'nobody') return refuse(401, 'sign-in-needed');
  return answer(
    await services.takeIn({
      ...message,
      authorityId,
      about,
      sendKey: key,
      payload: hash,
      danger: null,
      person,
    }),
  );
}

const MESSAGE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function takeOnePiece(services: Services, incoming: IncomingPiece): Promise<Answered> {
  await knownIn(services, incoming);
  const { authorityId, messageId, name, read, request } = incoming;
  if (!MESSAGE_ID.test(messageId) || !PIECE_NAME.test(name)) throw new Refusal('not-found');
  // Before it is read: a flood of pieces must not fill the memory.
  const wait = await countPiece(services.limits, authorityId, networkName(services, request));
  if (wait > 0) return tooMany(wait);
  const body = await read();
  if (body === null) throw new Refusal('too-large');
  if (body.length === 0) return { status: 400, body: { fault: 'unreadable' } };
  const bytes = new Uint8Array(body);
  const hash = await keepPiece(services, authorityId, messageId, name as PieceName, bytes);
  return { status: 201, body: { hash } };
}

/** Never throws: what cannot be taken now is told so, and the phone keeps it. */
export async function answering(route: string, taking: Promise<Answered>): Promise<Answered> {
  try {
    return await taking;
  } catch (fault) {
    if (fault instanceof PiecesMissing)
      return { status: refusalStatus[fault.code], body: { fault: fault.code, missing: fault.missing } };
    if (fault instanceof Refusal) return { status: refusalStatus[fault.code], body: { fault: fault.code } };
    const passing = isUnavailable(fault);
    log({ route, fault: kindOf(fault) });
    return passing
      ? { status: 503, body: { fault: 'unavailable' }, retryAfter: TRY_AGAIN_SECONDS }
      : { status: 500, body: { fault: 'broken' } };
  }
}

/** Takes in what a phone sealed. */
export function takeSealed(services: Services, incoming: Incoming): Promise<Answered> {
  return answering('say/sealed', take(services, incoming));
}

/** Takes in a piece of a recording or a drawing, before the message that names it. */
export function takePiece(services: Services, incoming: IncomingPiece): Promise<Answered> {
  return answering('say/pieces', takeOnePiece(services, incoming));
}
