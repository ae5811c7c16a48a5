import type { Person } from '../identity/person.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { mediaTypeOf, type MediaType } from '../voice/media-types.ts';
import { openPiece as openSealedPiece } from '../voice/pieces.ts';
import { findSealedPieces } from '../voice/pieces.queries.server.ts';
import { reviewFor } from './access.server.ts';
import type { AnswerValue, OpenedAnswer } from './answer.ts';
import type { Reader } from './audience.ts';
import type { AudienceKeys } from './audience-keys.server.ts';
import { openRecorded } from './open-views.server.ts';
import { audienceRecord } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type FileValue = Extract<AnswerValue, { kind: 'voice' | 'drawing' }>;

/** A recording or a drawing, opened: its bytes are what its type says. */
export interface OpenedFile {
  type: MediaType;
  bytes: Bytes;
}

export const fileOf = ({ value }: Pick<OpenedAnswer, 'value'>): FileValue | null =>
  value.kind === 'voice' || value.kind === 'drawing' ? value : null;

/**
 * The recording or drawing of an answer, whole, with the key of its audience.
 * @returns null when a piece is not there or does not open, or the bytes are not what they are said to be.
 */
export async function readFile(
  db: Db,
  authorityId: string,
  viewsId: string,
  keys: AudienceKeys,
  answer: OpenedAnswer,
): Promise<OpenedFile | null> {
  const file = fileOf(answer);
  const dataKey = keys.get(answer.audience);
  if (!file || !dataKey) return null;
  const sealed = await findSealedPieces(db, authorityId, viewsId, file.pieces);
  if (sealed.size !== file.pieces.length) return null;
  const recordId = audienceRecord(viewsId, answer.audience);
  const opening = file.pieces.map((name) =>
    openSealedPiece(dataKey, authorityId, recordId, name, sealed.get(name)!),
  );
  const opened = await Promise.all(opening).catch(() => null);
  const bytes = opened && new Uint8Array(Buffer.concat(opened));
  const type = bytes && mediaTypeOf(bytes);
  return bytes && type !== null && type === file.type ? { type, bytes } : null;
}

/**
 * The recording or drawing that has a piece of this name, whole, for a reader of it.
 * @param as the reader of an agenda, where the officer shows one; as whom somebody is here unless it is said.
 * @throws Refusal `not-found` for who may not, and for what no answer of their audiences has or does not open.
 */
export async function openPiece(
  context: VoiceContext,
  person: Person,
  reviewId: string,
  viewsId: string,
  name: string,
  as?: Reader,
): Promise<OpenedFile> {
  const { review, reader } = await reviewFor(context.db, person, reviewId);
  if (as !== undefined && as !== reader && reader !== 'officer') throw new Refusal('not-found');
  const opened = await openRecorded(context, person, review, { reader, as: as ?? reader }, viewsId);
  for (const { keys, answers } of opened) {
    const answer = answers.find((one) => fileOf(one)?.pieces.some((piece) => piece === name));
    const file = answer && (await readFile(context.db, person.authorityId, viewsId, keys, answer));
    if (file) return file;
  }
  throw new Refusal('not-found');
}
