import { toBase64Url } from '../sealing/encoding.ts';
import { newDataKey, sealWords } from '../sealing/envelope.ts';
import { wrapForPerson } from '../sealing/person-wrap.ts';
import { wrapDataKey, type AuthorityKey } from '../sealing/records.ts';
import type { AttachmentKind } from '../voice/parts.ts';
import { hashOf, pieceName, SEALED_BYTES_MAX, sealPiece, splitPieces } from '../voice/pieces.ts';
import type { SealedPiece } from '../voice/seal-message.ts';
import type { StretchedReceipt } from '../voice/stretch.ts';
import { ANSWERS_MAX, PIECES_OF_A_KIND, type Answer, type AnswerFor } from './answer.ts';
import { audiences, type Audience } from './audience.ts';
import { answerField, audienceRecord, ownRecord, type SealedViews } from './sealed-views.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The bytes of an answer's recording or drawing, before sealing. Its answer is in the list of answers with a value of
 * kind `voice` or `drawing`, whose `pieces` are empty until it is sealed.
 */
export interface AnswerFile {
  /** Which answer: its place in the list, from 0. */
  answer: number;
  bytes: Bytes;
}

/** Views as they are sent: the pieces first, each by itself, then the form with the views. */
export interface ViewsToSend {
  views: SealedViews;
  pieces: SealedPiece[];
  /** The data keys by record id: to wrap for somebody who is signed in. They are never sent. */
  dataKeys: Record<string, Bytes>;
}

interface Keys {
  authorityId: string;
  viewsId: string;
  of: (audience: Audience) => Bytes;
}

/** Seals the file of one answer. The names of pieces go on over the whole form: `places` counts what is used. */
async function sealFile(
  { authorityId, viewsId, of }: Keys,
  audience: Audience,
  kind: AttachmentKind,
  bytes: Bytes,
  places: Record<AttachmentKind, number>,
): Promise<SealedPiece[]> {
  const parts = splitPieces(bytes);
  const first = places[kind];
  places[kind] += parts.length;
  if (places[kind] > PIECES_OF_A_KIND) throw new RangeError('More pieces than one form may have.');
  return Promise.all(
    parts.map(async (part, place) => {
      const name = pieceName(kind, first + place);
      const record = audienceRecord(viewsId, audience);
      const body = await sealPiece(of(audience), authorityId, record, name, part);
      return { name, hash: await hashOf(body), body };
    }),
  );
}

/** An answer as it is sealed, with the names of its pieces. */
function withPieces({ question, value }: AnswerFor, pieces: readonly SealedPiece[] | undefined): Answer {
  if (value.kind !== 'voice' && value.kind !== 'drawing') return { question, value };
  if (!pieces) throw new RangeError('A recording or drawing has no bytes.');
  return { question, value: { ...value, pieces: pieces.map(({ name }) => name) } };
}

/**
 * Seals what a young person says before a review: a fresh data key for each audience that has an answer, and one that is
 * theirs, each wrapped for the authority and for the receipt. Nothing that opens one audience's answers opens another's.
 * The same on phone and server.
 * @throws RangeError for more answers or pieces than one form may have, and for a recording without bytes.
 */
export async function sealViews(
  to: AuthorityKey & { authorityId: string },
  viewsId: string,
  answers: readonly AnswerFor[],
  attachments: readonly AnswerFile[],
  { key, verifier }: StretchedReceipt,
): Promise<ViewsToSend> {
  if (answers.length > ANSWERS_MAX) throw new RangeError('More answers than one form may have.');
  const { authorityId } = to;
  const used = audiences.filter((audience) => answers.some((answer) => answer.audience === audience));
  const dataKeys: Record<string, Bytes> = { [ownRecord(viewsId)]: newDataKey() };
  for (const audience of used) dataKeys[audienceRecord(viewsId, audience)] = newDataKey();
  const of = (audience: Audience) => dataKeys[audienceRecord(viewsId, audience)]!;
  const wrap = (recordId: string) => wrapDataKey(to, authorityId, recordId, dataKeys[recordId]!, key);

  const places = { voice: 0, drawing: 0 };
  const files = new Map<number, SealedPiece[]>();
  for (const { answer: place, bytes } of attachments) {
    const answer = answers[place];
    const kind = answer?.value.kind;
    if (!answer || (kind !== 'voice' && kind !== 'drawing') || files.has(place))
      throw new RangeError('A recording or drawing that is of no answer.');
    files.set(place, await sealFile({ authorityId, viewsId, of }, answer.audience, kind, bytes, places));
  }
  const keys: SealedViews['keys'] = {};
  for (const audience of used) keys[audience] = await wrap(audienceRecord(viewsId, audience));
  const sealing = answers.map(async (answer, place) => {
    const { audience } = answer;
    const answerId = crypto.randomUUID();
    const binding = {
      authorityId,
      recordId: audienceRecord(viewsId, audience),
      field: answerField(answerId),
    };
    const text = JSON.stringify(withPieces(answer, files.get(place)));
    return { answerId, audience, sealed: await sealWords(of(audience), text, binding) };
  });
  // Waited for at once: what cannot be sealed must not fail where nobody hears it.
  const sealed = await Promise.all(sealing);
  const pieces = [...files.values()].flat();
  if (pieces.reduce((sum, { body }) => sum + body.length, 0) > SEALED_BYTES_MAX)
    throw new RangeError('Recordings and drawings that are larger than one form may be.');
  const views = {
    viewsId,
    verifier: toBase64Url(verifier),
    own: await wrap(ownRecord(viewsId)),
    keys,
    answers: sealed,
    pieces: pieces.map(({ name, hash }) => ({ name, hash })),
  };
  return { views, pieces, dataKeys };
}

/**
 * Wraps the keys of views for somebody who is signed in: `forPerson` of the form that is sent, by `own` and audience.
 * @param publicKey theirs (`YoungPerson.publicKey`).
 */
export async function wrapViewsForPerson(
  { publicKey, personId }: { publicKey: string; personId: string },
  authorityId: string,
  viewsId: string,
  dataKeys: Record<string, Bytes>,
): Promise<Record<string, string>> {
  const wraps: Record<string, string> = {};
  for (const name of ['own', ...audiences] as const) {
    const recordId = name === 'own' ? ownRecord(viewsId) : audienceRecord(viewsId, name);
    const dataKey = dataKeys[recordId];
    if (dataKey) wraps[name] = await wrapForPerson(publicKey, authorityId, recordId, personId, dataKey);
  }
  return wraps;
}
