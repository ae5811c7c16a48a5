import { soundsLikeDanger } from '../help/danger-words.ts';
import type { Db } from '../platform/database.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { AnswerFor } from './answer.ts';
import { openArriving } from './audience-keys.server.ts';
import { openAnswers } from './open-answers.ts';
import { wordsIn } from './read-views-form.ts';
import type { SealedViews } from './sealed-views.ts';

/** Whether what was typed in answers sounds like danger. Recordings and drawings are not looked at. */
export const answersSoundLikeDanger = (answers: readonly AnswerFor[]): boolean =>
  soundsLikeDanger(wordsIn(answers));

/**
 * Whether sealed views that come in sound like danger: their words are opened in memory, looked at by a list of words, and
 * forgotten. One yes or no is all that is kept. Only where the server holds the authority's key.
 */
export async function sealedSoundLikeDanger(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  views: SealedViews,
): Promise<boolean> {
  const keys = await openArriving(db, ring, authorityId, views);
  const { answers } = await openAnswers(authorityId, views.viewsId, keys, views.answers);
  return answersSoundLikeDanger(answers);
}
