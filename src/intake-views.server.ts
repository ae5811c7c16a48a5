import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { formatDay, formatTime } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { cookieIn, findYoungSession, YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { usingCode } from '$lib/reviews/code-limits.server.ts';
import { ReviewCodeRefused } from '$lib/reviews/code-refused.ts';
import { NoReview } from '$lib/reviews/no-review.ts';
import { findTakenViews, receiveViews } from '$lib/reviews/receive-views.server.ts';
import { findReview } from '$lib/reviews/reviews.queries.server.ts';
import { SealedViewsFormSchema } from '$lib/reviews/sealed-views-form.ts';
import { audiences } from '$lib/reviews/audience.ts';
import { audienceRecord, ownRecord } from '$lib/reviews/sealed-views.ts';
import type { ViewsArrival, ViewsTaken } from '$lib/reviews/views-arrival.ts';
import { fittingWrap } from '$lib/sealing/person-keys.server.ts';
import { countMessage } from '$lib/voice/limits.server.ts';
import type { Answered, IncomingViews } from './bridge.ts';
import { answering, knownIn, tooMany } from './intake.server.ts';
import { networkName, type FromSomewhere } from './network.server.ts';
import type { Services } from './services.server.ts';

type Form = v.InferOutput<typeof SealedViewsFormSchema>;

function readForm(body: Buffer): Form | null {
  try {
    const parsed = v.safeParse(SealedViewsFormSchema, JSON.parse(body.toString('utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** As for messages (intake.server.ts): only the session's own, and every key is made to fit the person's. */
async function senderOf(
  { db, ring, clock }: Services,
  authorityId: string,
  { headers }: FromSomewhere,
  as: string,
  { views, forPerson }: Pick<Form, 'views' | 'forPerson'>,
): Promise<NonNullable<ViewsArrival['person']> | 'nobody'> {
  const young = await findYoungSession(db, cookieIn(headers.cookie, YOUNG_COOKIE), clock());
  if (young?.authorityId !== authorityId || young.personId !== as) return 'nobody';
  const person = { ...young, privateKey: await young.openPrivateKey() };
  const wraps: Record<string, string> = {};
  const { viewsId, own, keys } = views;
  const fit = async (recordId: string, wrapped = '', wrappedKeys = own) => {
    const record = { authorityId, recordId, keys: wrappedKeys, wrapped };
    const fitting = await fittingWrap(db, ring, record, person);
    if (fitting) wraps[recordId] = fitting;
  };
  await fit(ownRecord(viewsId), forPerson?.own);
  for (const audience of audiences) {
    const wrappedKeys = keys[audience];
    if (wrappedKeys) await fit(audienceRecord(viewsId, audience), forPerson?.[audience], wrappedKeys);
  }
  return { personId: young.personId, keyId: young.keyId, wraps };
}

/** What the sender is told: when it came, and on which day the review is. */
async function answerTo(
  { db }: Services,
  { authorityId }: { authorityId: string },
  lang: Lang,
  hash: string,
  { reviewId, receivedAt }: ViewsTaken,
): Promise<Answered> {
  const { heldOn, plannedOn, dueOn } = await findReview(db, authorityId, reviewId);
  const due = formatDay(lang, heldOn ?? plannedOn ?? dueOn);
  return { status: 201, body: { hash, receivedAt, at: formatTime(lang, receivedAt), due } };
}

async function take(services: Services, incoming: IncomingViews): Promise<Answered> {
  const { offered } = await knownIn(services, incoming);
  const { authorityId, read, request } = incoming;
  const network = networkName(services, request);
  // Before it is read: views may be much larger than a message.
  const wait = await countMessage(services.limits, authorityId, network);
  if (wait > 0) return tooMany(wait);
  const body = await read();
  if (body === null) throw new Refusal('too-large');
  const form = readForm(body);
  if (!form) return { status: 400, body: { fault: 'unreadable' } };
  const { key: sendKey, views, age, code, as } = form;
  const hash = createHash('sha256').update(body).digest('base64url');
  const sent = { authorityId, lang: offered, age, views, sendKey, payload: hash, code };
  const answer = (taken: ViewsTaken) => answerTo(services, incoming, offered, hash, taken);
  const before = await findTakenViews(services, sent);
  if (before) return answer(before);
  const person = as === null ? null : await senderOf(services, authorityId, request, as, form);
  if (person === 'nobody') return { status: 401, body: { fault: 'sign-in-needed' } };
  const receive = () => receiveViews(services, { ...sent, person });
  const used =
    code === null
      ? { done: await receive() }
      : await usingCode(services.limits, authorityId, network, receive);
  if ('wait' in used) return tooMany(used.wait);
  services.live.tell({ authorityId, room: 'reviews' });
  return answer(used.done);
}

/** Why no review takes them: the phone keeps everything, and lets another code be typed. */
const notTaken = (fault: unknown): Answered => {
  if (fault instanceof ReviewCodeRefused || fault instanceof NoReview)
    return { status: 422, body: { fault: fault.fault } };
  throw fault;
};

/** Takes in what a phone sealed for a review, once its pieces are there. */
export function takeViews(services: Services, incoming: IncomingViews): Promise<Answered> {
  return answering('review/sealed', take(services, incoming).catch(notTaken));
}
