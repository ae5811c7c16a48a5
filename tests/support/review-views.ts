import { giveReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import type { AnswerFor, AnswerValue } from '../../src/lib/reviews/answer.ts';
import type { Audience } from '../../src/lib/reviews/audience.ts';
import type { QuestionId } from '../../src/lib/reviews/questions.ts';
import type { Review } from '../../src/lib/reviews/review.ts';
import type { AnswerFile } from '../../src/lib/reviews/seal-views.ts';
import { sendViews, type ViewsSent } from '../../src/lib/reviews/send-views.server.ts';
import { aSendKey, type World } from './world.ts';

export const said = (question: QuestionId, value: string, audience: Audience): AnswerFor => ({
  question,
  value: { kind: 'words', value },
  audience,
});

export const chose = (question: QuestionId, value: AnswerValue, audience: Audience): AnswerFor => ({
  question,
  value,
  audience,
});

/** Views as somebody with a code sends them, from a page without JavaScript. */
export async function sentViews(
  world: World,
  review: Review,
  answers: AnswerFor[],
  rest: { lang?: string; attachments?: AnswerFile[] } = {},
): Promise<ViewsSent> {
  const { code } = await giveReviewCode(world, world.staff['reviewing-officer'], review.reviewId);
  const { lang = 'ar', attachments = [] } = rest;
  const form = { answers, attachments, lang, age: '8-12' as const, code, sendKey: aSendKey() };
  return sendViews(world, world.authorityId, form, null);
}
