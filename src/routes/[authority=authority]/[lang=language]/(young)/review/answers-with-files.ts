import { ATTACHED_BYTES_MAX, type AttachmentKind } from '$lib/voice/parts.ts';
import { splitPieces } from '$lib/voice/pieces.ts';
import type { Attachment } from '$lib/voice/seal-message.ts';
import { PIECES_OF_A_KIND, type AnswerFor } from '$lib/reviews/answer.ts';
import type { Audience } from '$lib/reviews/audience.ts';
import { questions, type QuestionId } from '$lib/reviews/questions.ts';
import type { AnswerFile } from '$lib/reviews/seal-views.ts';

/** A recording or a drawing, which question it answers, and whom it is for. */
export interface AttachedAnswer extends Attachment {
  question: QuestionId;
  audience: Audience;
}

const placeOf = (id: QuestionId) => questions.findIndex((one) => one.id === id);

/** Recordings and drawings among the answers, each after what else its question was answered with. */
export function answersWithFiles(
  answers: readonly AnswerFor[],
  files: readonly AttachedAnswer[],
): { answers: AnswerFor[]; attachments: AnswerFile[] } {
  const attached = files.map(({ question, audience, kind, type, seconds, bytes }) => ({
    answer: { question, audience, value: { kind, type, seconds, pieces: [] } } satisfies AnswerFor,
    bytes,
  }));
  const all: { answer: AnswerFor; bytes?: AnswerFile['bytes'] }[] = [
    ...answers.map((answer) => ({ answer })),
    ...attached,
  ].sort((one, other) => placeOf(one.answer.question) - placeOf(other.answer.question));
  return {
    answers: all.map(({ answer }) => answer),
    attachments: all.flatMap(({ bytes }, place) => (bytes ? [{ answer: place, bytes }] : [])),
  };
}

/** Whether recordings and drawings are more than one form may carry. */
export function isTooMuch(files: readonly Pick<Attachment, 'kind' | 'bytes'>[]): boolean {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const pieces = (kind: AttachmentKind) =>
    files.filter((file) => file.kind === kind).reduce((sum, file) => sum + splitPieces(file.bytes).length, 0);
  return (
    bytes > ATTACHED_BYTES_MAX || pieces('voice') > PIECES_OF_A_KIND || pieces('drawing') > PIECES_OF_A_KIND
  );
}
