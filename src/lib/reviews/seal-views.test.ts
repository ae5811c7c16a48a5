import * as v from 'valibot';
import { expect, test } from 'vitest';
import { decryptBytes, openWords } from '../sealing/envelope.ts';
import { newKeyPair, unwrapWith } from '../sealing/hpke.ts';
import { boundTo } from '../sealing/records.ts';
import { openPiece, type PieceName } from '../voice/pieces.ts';
import type { Answer, AnswerFor, AnswerValue } from './answer.ts';
import { audiences, type Audience } from './audience.ts';
import type { QuestionId } from './questions.ts';
import { sealViews, wrapViewsForPerson } from './seal-views.ts';
import { SealedViewsFormSchema } from './sealed-views-form.ts';
import { answerField, audienceRecord, ownRecord, type SealedAnswerFor } from './sealed-views.ts';

const authorityId = 'manchester';
const viewsId = '0192f0a0-0000-7000-8000-000000000001';
const stretched = { key: new Uint8Array(32).fill(7), verifier: new Uint8Array(32).fill(9) };
const pair = await newKeyPair();
const to = { authorityId, kid: 'k1', publicKey: pair.publicKey };

const answer = (audience: Audience, question: QuestionId, value: AnswerValue): AnswerFor => ({
  audience,
  question,
  value,
});
const said = (audience: Audience) => answer(audience, 'good', { kind: 'words', value: `For ${audience}.` });
const heard = (audience: Audience, kind: 'voice' | 'drawing'): AnswerFor =>
  answer(audience, 'home', {
    kind,
    type: kind === 'voice' ? 'audio/webm' : 'image/png',
    seconds: 3,
    pieces: [],
  });
const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);

/** An answer as a key opens it; null where it does not. */
const open = (dataKey: Uint8Array<ArrayBuffer>, { audience, answerId, sealed }: SealedAnswerFor) =>
  openWords(dataKey, sealed, {
    authorityId,
    recordId: audienceRecord(viewsId, audience),
    field: answerField(answerId),
  }).then(
    (text) => JSON.parse(text) as Answer,
    () => null,
  );

const { views, dataKeys } = await sealViews(to, viewsId, audiences.map(said), [], stretched);

test('each audience has a key of its own, which opens its own answers and no other', async () => {
  for (const mine of audiences) {
    const recordId = audienceRecord(viewsId, mine);
    const bound = boundTo(authorityId, recordId, 'authority', 'k1');
    const dataKey = await unwrapWith(pair.privateKey, views.keys[mine]!.forAuthority, bound);
    for (const one of views.answers) {
      const opened = await open(dataKey, one);
      if (one.audience === mine) expect(opened?.value).toEqual({ kind: 'words', value: `For ${mine}.` });
      else expect(opened).toBeNull();
    }
  }
});

test('their own key opens no answer, and no wrap opens in the place of another', async () => {
  const own = dataKeys[ownRecord(viewsId)]!;
  for (const one of views.answers) expect(await open(own, one)).toBeNull();
  const worker = views.keys.worker!.forAuthority;
  const elsewhere = boundTo(authorityId, audienceRecord(viewsId, 'officer'), 'authority', 'k1');
  await expect(unwrapWith(pair.privateKey, worker, elsewhere)).rejects.toThrow();
});

test('the receipt opens every one of them, and finds them again', async () => {
  for (const one of views.answers) {
    const bound = boundTo(authorityId, audienceRecord(viewsId, one.audience), 'receipt', 'receipt');
    const dataKey = await decryptBytes(stretched.key, views.keys[one.audience]!.forReceipt, bound);
    expect(await open(dataKey, one)).not.toBeNull();
  }
  expect(views.verifier).toBe(Buffer.from(stretched.verifier).toString('base64url'));
});

test('there are keys for the audiences that have an answer alone, and an answer in another place does not open', async () => {
  const { views: few } = await sealViews(to, viewsId, [said('officer'), said('officer')], [], stretched);
  expect(Object.keys(few.keys)).toEqual(['officer']);
  const { views: none } = await sealViews(to, viewsId, [], [], stretched);
  expect([none.keys, none.answers]).toEqual([{}, []]);
  const [one, other] = views.answers as [SealedAnswerFor, SealedAnswerFor];
  const key = dataKeys[audienceRecord(viewsId, one.audience)]!;
  expect(await open(key, { ...one, answerId: other.answerId })).toBeNull();
});

test('nothing that was said is in what is sent, and its length tells little', async () => {
  expect(JSON.stringify(views)).not.toContain('For ');
  expect(JSON.stringify(views)).not.toContain('good');
  expect(new Set(views.answers.map(({ sealed }) => sealed.length)).size).toBe(1);
});

test('recordings and drawings go in pieces, numbered over the whole form, each with the key of its answer', async () => {
  const answers = [
    heard('officer', 'voice'),
    said('everyone'),
    heard('worker', 'voice'),
    heard('worker', 'drawing'),
  ];
  const long = bytes(200 * 1024, 1);
  const {
    views: all,
    pieces,
    dataKeys: keys,
  } = await sealViews(
    to,
    viewsId,
    answers,
    [
      { answer: 0, bytes: long },
      { answer: 2, bytes: bytes(10, 2) },
      { answer: 3, bytes: bytes(20, 3) },
    ],
    stretched,
  );
  expect(pieces.map(({ name }) => name)).toEqual(['voice.0', 'voice.1', 'voice.2', 'drawing.0']);
  expect(all.pieces).toEqual(pieces.map(({ name, hash }) => ({ name, hash })));
  const keyOf = (audience: Audience) => keys[audienceRecord(viewsId, audience)]!;
  const names: PieceName[][] = [];
  for (const one of all.answers) {
    const { value } = (await open(keyOf(one.audience), one))!;
    names.push(value.kind === 'voice' || value.kind === 'drawing' ? value.pieces : []);
  }
  expect(names).toEqual([['voice.0', 'voice.1'], [], ['voice.2'], ['drawing.0']]);
  const bodyOf = (name: PieceName) => pieces.find((piece) => piece.name === name)!.body;
  const piece = (audience: Audience, name: PieceName) =>
    openPiece(keyOf(audience), authorityId, audienceRecord(viewsId, audience), name, bodyOf(name));
  const parts = [await piece('officer', 'voice.0'), await piece('officer', 'voice.1')];
  expect(Buffer.concat(parts).equals(Buffer.from(long))).toBe(true);
  expect(await piece('worker', 'drawing.0')).toEqual(bytes(20, 3));
  await expect(piece('worker', 'voice.0')).rejects.toThrow();
  await expect(piece('everyone', 'voice.2')).rejects.toThrow();
});

test('what cannot be sealed whole is not sealed at all', async () => {
  const seal = (answers: AnswerFor[], attachments: { answer: number; bytes: Uint8Array<ArrayBuffer> }[]) =>
    sealViews(to, viewsId, answers, attachments, stretched);
  await expect(seal([heard('officer', 'voice')], [])).rejects.toThrow(RangeError);
  await expect(seal([said('officer')], [{ answer: 0, bytes: bytes(1, 1) }])).rejects.toThrow(RangeError);
  await expect(seal([], [{ answer: 0, bytes: bytes(1, 1) }])).rejects.toThrow(RangeError);
  await expect(
    seal(
      Array.from({ length: 81 }, () => said('officer')),
      [],
    ),
  ).rejects.toThrow(RangeError);
  const many = Array.from({ length: 17 }, () => heard('officer', 'voice'));
  const files = many.map((_, place) => ({ answer: place, bytes: bytes(1, 1) }));
  await expect(seal(many, files)).rejects.toThrow(RangeError);
});

test('somebody who is signed in gets every key once more, for them alone', async () => {
  const person = await newKeyPair();
  const personId = '0192f0a0-0000-7000-8000-00000000000a';
  const to = { publicKey: person.publicKey, personId };
  const wraps = await wrapViewsForPerson(to, authorityId, viewsId, dataKeys);
  expect(Object.keys(wraps)).toEqual(['own', ...audiences]);
  for (const [name, wrap] of Object.entries(wraps)) {
    const recordId = `${viewsId}.${name}`;
    const bound = boundTo(authorityId, recordId, 'person', personId);
    expect(await unwrapWith(person.privateKey, wrap, bound)).toEqual(dataKeys[recordId]);
  }
});

const form = { key: 'k'.repeat(22), views, age: '8-12', code: 'ABCDE-12345', as: null, forPerson: null };
const isForm = (given: unknown) => v.safeParse(SealedViewsFormSchema, given).success;

test('what a phone seals is a form, with what came later or without it', () => {
  expect(v.parse(SealedViewsFormSchema, form)).toEqual(form);
  const { pieces: _, ...older } = views;
  expect(isForm({ key: form.key, views: older, age: '8-12' })).toBe(true);
});

test.each([
  ['an answer for nobody there is', { answers: [{ ...views.answers[0], audience: 'teachers' }] }],
  ['an answer whose audience has no key', { keys: { ...views.keys, worker: undefined } }],
  ['a key for an audience with no answer', { answers: views.answers.slice(1) }],
  ['an answer twice', { answers: [...views.answers, views.answers[0]] }],
  ['more answers than a form may have', { answers: Array.from({ length: 81 }, () => views.answers[0]) }],
  ['a piece that no form has', { pieces: [{ name: 'voice.16', hash: 'h'.repeat(43) }] }],
  ['words in clear', { answers: [{ ...views.answers[0], sealed: 'I want to go home, please. '.repeat(9) }] }],
])('%s is no form', (_, changed) => {
  expect(isForm({ ...form, views: { ...views, ...changed } })).toBe(false);
});
