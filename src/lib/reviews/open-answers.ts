import { openWords } from '../sealing/envelope.ts';
import type { OpenedAnswer } from './answer.ts';
import type { Audience } from './audience.ts';
import { readAnswer } from './read-answer.ts';
import { answerField, audienceRecord, type SealedAnswerFor } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Opens answers with the keys there are. What does not open, or is nothing a form of ours seals, is counted. */
export async function openAnswers(
  authorityId: string,
  viewsId: string,
  keys: ReadonlyMap<Audience, Bytes>,
  sealed: readonly SealedAnswerFor[],
): Promise<{ answers: OpenedAnswer[]; unreadable: number }> {
  const opened = await Promise.all(
    sealed.map(async ({ answerId, audience, sealed: text }): Promise<OpenedAnswer | null> => {
      const dataKey = keys.get(audience);
      if (!dataKey) return null;
      const recordId = audienceRecord(viewsId, audience);
      const binding = { authorityId, recordId, field: answerField(answerId) };
      const answer = readAnswer(await openWords(dataKey, text, binding).catch(() => ''));
      return answer && { ...answer, audience, answerId };
    }),
  );
  const answers = opened.filter((answer) => answer !== null);
  return { answers, unreadable: opened.length - answers.length };
}
