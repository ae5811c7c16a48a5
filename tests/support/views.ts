import { randomBytes } from 'node:crypto';
import { newId } from '../../src/lib/platform/ids.ts';
import type { AnswerFor, OpenedAnswer } from '../../src/lib/reviews/answer.ts';
import { audiences, type Audience } from '../../src/lib/reviews/audience.ts';
import { receiveViews } from '../../src/lib/reviews/receive-views.server.ts';
import { giveReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import { sealViews, type AnswerFile, type ViewsToSend } from '../../src/lib/reviews/seal-views.ts';
import type { SealedViewsForm } from '../../src/lib/reviews/sealed-views.ts';
import type { ViewsArrival, ViewsTaken } from '../../src/lib/reviews/views-arrival.ts';
import { findActiveKey } from '../../src/lib/sealing/authority-keys.server.ts';
import { keepPiece } from '../../src/lib/voice/pieces.server.ts';
import type { StretchedReceipt } from '../../src/lib/voice/stretch.ts';
import type { World } from './world.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The words of the made-up answer for each audience: no other answer has them. */
export const wordsFor = (audience: Audience): string => `Made up, for ${audience} to read.`;

/** An answer for each audience there is, in words. */
export const oneForEach: AnswerFor[] = audiences.map((audience) => ({
  question: 'good',
  audience,
  value: { kind: 'words', value: wordsFor(audience) },
}));

/** A recording as a phone makes one: bytes that begin like WebM. */
export const aRecording = (length: number, fill = 1): Bytes => {
  const bytes = new Uint8Array(length).fill(fill);
  bytes.set([0x1a, 0x45, 0xdf, 0xa3]);
  return bytes;
};

export const spoken = (audience: Audience): AnswerFor => ({
  question: 'worries',
  audience,
  value: { kind: 'voice', type: 'audio/webm', seconds: 4, pieces: [] },
});

/** The words of opened answers, in order. */
export const wordsOf = (answers: readonly OpenedAnswer[]): string[] =>
  answers.flatMap(({ value }) => (value.kind === 'words' ? [value.value] : []));

/** A receipt's two keys, drawn by lot. */
export function someReceipt(): StretchedReceipt {
  return { key: new Uint8Array(randomBytes(32)), verifier: new Uint8Array(randomBytes(32)) };
}

export interface OnPhone extends ViewsToSend {
  receipt: StretchedReceipt;
  form: SealedViewsForm;
}

/** Seals views as a phone does. */
export async function sealedOnPhone(
  { db, authorityId }: Pick<World, 'db' | 'authorityId'>,
  code: string | null,
  answers: readonly AnswerFor[] = oneForEach,
  files: readonly AnswerFile[] = [],
): Promise<OnPhone> {
  const receipt = someReceipt();
  const to = { authorityId, ...(await findActiveKey(db, authorityId)) };
  const sealed = await sealViews(to, newId(), answers, files, receipt);
  const key = randomBytes(16).toString('base64url');
  const form = { key, views: sealed.views, age: '8-12', code, as: null, forPerson: null };
  return { ...sealed, receipt, form };
}

export function arrivalOf(
  authorityId: string,
  { form }: OnPhone,
  rest: Partial<ViewsArrival> = {},
): ViewsArrival {
  return {
    authorityId,
    lang: 'en',
    age: '8-12',
    views: form.views,
    sendKey: form.key,
    payload: JSON.stringify(form),
    code: form.code,
    person: null,
    ...rest,
  };
}

/** A review's code, given by its officer as the world has one. */
export async function aCode(world: World, { reviewId }: Pick<Review, 'reviewId'>): Promise<string> {
  return (await giveReviewCode(world, world.staff['reviewing-officer'], reviewId)).code;
}

/** Views that came in for a review, with a code of its own, as a phone sends them: the pieces first. */
export async function viewsFor(
  world: World,
  review: Pick<Review, 'reviewId'>,
  answers?: readonly AnswerFor[],
  files?: readonly AnswerFile[],
): Promise<OnPhone & ViewsTaken> {
  const phone = await sealedOnPhone(world, await aCode(world, review), answers, files);
  for (const { name, body } of phone.pieces)
    await keepPiece(world, world.authorityId, phone.views.viewsId, name, body);
  return { ...phone, ...(await receiveViews(world, arrivalOf(world.authorityId, phone))) };
}
