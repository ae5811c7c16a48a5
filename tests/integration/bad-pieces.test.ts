import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookAtNew } from '../../src/lib/screening/look.server.ts';
import { findEntryRows } from '../../src/lib/voice/message.queries.server.ts';
import { hashSendKey } from '../../src/lib/voice/arrivals.server.ts';
import { SEALED_PIECE_MAX } from '../../src/lib/voice/pieces.ts';
import { forgetUnclaimed } from '../../src/lib/voice/pieces.server.ts';
import { ask, json } from '../support/ask.ts';
import { harmIn } from '../support/harm.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import {
  pieceAsked,
  piecePath,
  sealedWith,
  sendAll,
  sendForm,
  sendPiece,
  type OnPhone,
} from '../support/phone-pieces.ts';
import { aDrawing, aRecording, png, wav } from '../support/recordings.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';
import { findAwaitingScreening } from '../support/queues.ts';

const world = makeWorld();
let server: RunningServer;
let duty: Client;

beforeAll(async () => {
  server = await startServer({ ...world.database.environment, LIMIT_FACTOR: '1000' });
  duty = await clientOf(server.origin, world.db, world.staff['safeguarding-duty']);
});

afterAll(() => server?.stop());

const sealed = (said: Parameters<typeof sealedWith>[1], at?: Date) => sealedWith(world.db, said, at);
const piecesOf = (messageId: string) =>
  world.db
    .selectFrom('message_pieces')
    .select(['name', 'hash', 'claimed'])
    .where('message_id', '=', messageId)
    .orderBy('name')
    .execute();
const isStored = async ({ message }: OnPhone) =>
  (await world.db
    .selectFrom('messages')
    .select('message_id')
    .where('message_id', '=', message.messageId)
    .executeTakeFirst()) !== undefined;

describe('what a phone sends beside words', () => {
  test('arrives in pieces, is its message’s own, and is seen and heard by the duty team alone', async () => {
    // Too long for one piece.
    const one = await sealed({ helped: true, pictures: ['hurt'], attachments: [aRecording(60), aDrawing()] });
    const { messageId } = one.message;
    expect(one.pieces.map(({ name }) => name)).toEqual(['voice.0', 'voice.1', 'voice.2', 'drawing.0']);
    for (const piece of one.pieces) {
      const answer = await sendPiece(server.origin, messageId, piece);
      expect([answer.status, JSON.parse(answer.text)]).toEqual([201, { hash: piece.hash }]);
      expect(harmIn(answer)).toEqual([]);
    }
    const again = await sendPiece(server.origin, messageId, one.pieces[0]!);
    expect([again.status, JSON.parse(again.text)]).toEqual([201, { hash: one.pieces[0]!.hash }]);
    expect((await piecesOf(messageId)).map(({ claimed }) => claimed)).toEqual([0, 0, 0, 0]);

    const answer = await sendForm(server.origin, one);
    expect(answer.status).toBe(201);
    expect((await sendForm(server.origin, one)).text).toBe(answer.text);
    expect((await piecesOf(messageId)).map(({ claimed }) => claimed)).toEqual([1, 1, 1, 1]);
    await lookAtNew(world);
    const facts = await findAwaitingScreening(world.db, 'manchester');
    expect(facts.find((row) => row.messageId === messageId)?.soundsLikeDanger).toBe(true);

    const { text } = await duty.get(`/manchester/desk/screening/${messageId}`);
    for (const shown of [
      'Someone is helping them',
      'data-beside-picture="hurt"',
      `${messageId}/voice"`,
      '<audio',
    ])
      expect(text).toContain(shown);
    const cookie = [...duty.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const fetched = async (kind: string, headers = {}) => {
      const response = await fetch(`${server.origin}/manchester/desk/screening/${messageId}/${kind}`, {
        headers: { cookie, ...headers },
      });
      return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
    };
    const voice = one.pieces.length && (await fetched('voice'));
    if (!voice) throw new Error('There should be a recording.');
    expect(voice.bytes.length).toBe(60 * 8_000 + 44);
    expect(Object.fromEntries(voice.response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-disposition': 'inline',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const parts: [string, number, string | null, number][] = [
      ['bytes=0-', 206, 'bytes 0-480043/480044', 480_044],
      ['bytes=8-11', 206, 'bytes 8-11/480044', 4],
      ['bytes=-4', 206, 'bytes 480040-480043/480044', 4],
      ['bytes=400000-999999999', 206, 'bytes 400000-480043/480044', 80_044],
      ['bytes=480044-', 416, 'bytes */480044', 0],
      ['bytes=9-8', 200, null, 480_044],
      ['bytes=0-1,4-5', 200, null, 480_044],
      ['lines=1-2', 200, null, 480_044],
    ];
    for (const [range, status, said, length] of parts) {
      const { response, bytes } = await fetched('voice', { range });
      expect([range, response.status, response.headers.get('content-range'), bytes.length]).toEqual([
        range,
        status,
        said,
        length,
      ]);
    }
    const part = await fetched('voice', { range: 'bytes=8-11' });
    expect(Buffer.from(part.bytes).toString()).toBe('WAVE');
    const drawing = await fetched('drawing');
    expect([drawing.response.headers.get('content-type'), Buffer.from(drawing.bytes).equals(png())]).toEqual([
      'image/png',
      true,
    ]);
    const heard = await world.db
      .selectFrom('audit_entries')
      .select('action')
      .where('object', '=', messageId)
      .where('action', 'like', '%opened-for%')
      .execute();
    expect(heard.map(({ action }) => action)).toEqual([
      'message.voice-opened-for-screening',
      'message.drawing-opened-for-screening',
    ]);
    const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    expect((await worker.get(`/manchester/desk/moderation/${messageId}/voice`)).status).toBe(404);
    expect((await worker.get(`/manchester/desk/screening/${messageId}/voice`)).status).toBe(404);
    expect((await duty.get(`/manchester/desk/screening/${messageId}/film`)).status).toBe(404);
  });

  test('twenty at once of the same piece are one', async () => {
    const one = await sealed({ attachments: [aDrawing()] });
    const all = await Promise.all(
      Array.from({ length: 20 }, () => sendPiece(server.origin, one.message.messageId, one.pieces[0]!)),
    );
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await piecesOf(one.message.messageId)).toHaveLength(1);
  });

  test('an old app sends a form that knows nothing of it', async () => {
    const one = await sealed({ words: 'From an old app' });
    const { parts: _parts, pieces: _pieces, ...message } = one.message;
    const body = JSON.stringify({ key: one.key, message });
    expect((await ask(server.origin, '/manchester/en/say/sealed', json(body))).status).toBe(201);
  });
});

describe('a piece that cannot be taken', () => {
  let one: OnPhone;
  const id = () => one.message.messageId;
  beforeAll(async () => {
    one = await sealed({ attachments: [aDrawing()] });
  });
  const post = (name: string, asked = pieceAsked(one.pieces[0]!.body), base?: string, messageId = id()) =>
    ask(server.origin, piecePath(messageId, name, base), asked);

  test('other bytes under a name that is taken', async () => {
    await sendPiece(server.origin, id(), one.pieces[0]!);
    const other = await post('drawing.0', pieceAsked(new Uint8Array(100)));
    expect([other.status, other.text]).toEqual([422, '{"fault":"already-sent-differently"}']);
    expect(await piecesOf(id())).toMatchObject([{ hash: one.pieces[0]!.hash }]);
  });

  test('too large, with its length said and without; as large as may be is taken', async () => {
    const most = new Uint8Array(SEALED_PIECE_MAX);
    expect((await post('voice.0', pieceAsked(most))).status).toBe(201);
    expect((await post('voice.1', pieceAsked(new Uint8Array(SEALED_PIECE_MAX + 1)))).status).toBe(413);
    const chunk = Buffer.alloc(64 * 1024);
    expect((await post('voice.1', pieceAsked(Array<Buffer>(8).fill(chunk)))).status).toBe(413);
    expect((await post('voice.1', pieceAsked(new Uint8Array()))).status).toBe(400);
    expect(await piecesOf(id())).toHaveLength(2);
  });

  test('more than a message may carry', async () => {
    const full = await sealed({ attachments: [aDrawing()] });
    const most = pieceAsked(new Uint8Array(SEALED_PIECE_MAX));
    const statuses: number[] = [];
    for (let place = 0; place < 13; place += 1)
      statuses.push((await post(`voice.${place}`, most, undefined, full.message.messageId)).status);
    expect(statuses).toEqual([...Array<number>(12).fill(201), 413]);
  });

  test.each([
    'voice.16',
    'voice.00',
    'voice.-1',
    'voice.1e3',
    'voice.',
    'film.0',
    'voice.0.0',
    'VOICE.0',
    '..',
  ])('under the name %s', async (name) => expect((await post(name)).status).toBe(404));

  test('of no message, nobody, no language, of another type or from elsewhere', async () => {
    expect((await post('voice.2', undefined, undefined, 'not-an-id')).status).toBe(404);
    expect((await post('voice.2', undefined, undefined, `${id().slice(0, -1)}-`)).status).toBe(404);
    expect((await post('voice.2', undefined, '/nowhere/en')).status).toBe(404);
    expect((await post('voice.2', undefined, '/manchester/fr')).status).toBe(404);
    const asked = pieceAsked(one.pieces[0]!.body);
    for (const type of ['audio/wav', 'application/json', 'application/octet-stream; charset=utf-8'])
      expect((await post('voice.2', { ...asked, headers: { 'content-type': type } })).status).toBe(415);
    const elsewhere = { ...asked.headers, origin: 'https://elsewhere.example' };
    expect((await post('voice.2', { ...asked, headers: elsewhere })).status).toBe(403);
    expect((await ask(server.origin, piecePath(id(), 'voice.2'))).status).toBe(405);
  });
});

test('a piece that is cut off in the middle is not there, and nobody minds', async () => {
  const one = await sealed({ attachments: [aDrawing()] });
  const path = piecePath(one.message.messageId, 'drawing.0');
  const said = `Host: x\r\nOrigin: ${server.origin}\r\nContent-Type: application/octet-stream\r\n`;
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  const half = one.pieces[0]!.body.subarray(0, 30_000);
  socket.write(`POST ${path} HTTP/1.1\r\n${said}Content-Length: ${one.pieces[0]!.body.length}\r\n\r\n`);
  await new Promise((resolve) => socket.write(half, resolve));
  socket.destroy();
  await ask(server.origin, '/healthz');
  expect(await piecesOf(one.message.messageId)).toEqual([]);
  expect((await sendAll(server.origin, one)).status).toBe(201);
});

describe('a form whose pieces are not there', () => {
  test('is told which, nothing of it is stored, and it is taken once they have come', async () => {
    const one = await sealed({ attachments: [aRecording(30), aDrawing()] });
    const [first, ...rest] = one.pieces;
    await sendPiece(server.origin, one.message.messageId, first!);
    const answer = await sendForm(server.origin, one);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      409,
      { fault: 'pieces-missing', missing: rest.map(({ name }) => name) },
    ]);
    expect(await isStored(one)).toBe(false);
    expect(await piecesOf(one.message.messageId)).toMatchObject([{ claimed: 0 }]);
    for (const piece of rest) await sendPiece(server.origin, one.message.messageId, piece);
    expect((await sendForm(server.origin, one)).status).toBe(201);
  });

  test('forged hashes and pieces of another message are not there', async () => {
    const one = await sealed({ attachments: [aDrawing()] });
    const other = await sealed({ attachments: [aDrawing()] });
    await sendPiece(server.origin, one.message.messageId, one.pieces[0]!);
    await sendPiece(server.origin, other.message.messageId, other.pieces[0]!);
    const forged = { ...one.message, pieces: [{ name: 'drawing.0', hash: other.pieces[0]!.hash }] };
    const answer = await sendForm(server.origin, { ...one, message: forged as OnPhone['message'] });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      409,
      { fault: 'pieces-missing', missing: ['drawing.0'] },
    ]);
    expect(await isStored(one)).toBe(false);
  });

  test.each<[string, unknown]>([
    [
      'too many',
      Array.from({ length: 17 }, (_, place) => ({ name: `voice.${place % 16}`, hash: 'h'.repeat(43) })),
    ],
    ['one twice', [0, 0].map(() => ({ name: 'voice.0', hash: 'h'.repeat(43) }))],
    ['a name out of range', [{ name: 'voice.16', hash: 'h'.repeat(43) }]],
    ['a hash that is none', [{ name: 'voice.0', hash: 'short' }]],
    ['no list', 'voice.0'],
  ])('%s is no message', async (_, pieces) => {
    const one = await sealed({ words: 'x' });
    const answer = await sendForm(server.origin, { ...one, message: { ...one.message, pieces } as never });
    expect([answer.status, answer.text]).toEqual([400, '{"fault":"unreadable"}']);
  });

  test('those in the same commit are stored all the same', async () => {
    const good = await Promise.all(Array.from({ length: 8 }, () => sealed({ words: 'Fine' })));
    const bad = await sealed({ attachments: [aDrawing()] });
    const answers = await Promise.all([...good, bad].map((one) => sendForm(server.origin, one)));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(8).fill(201), 409]);
  });
});

test('a key again with another body, other pieces among them, is refused', async () => {
  const one = await sealed({ attachments: [aDrawing()] });
  expect((await sendAll(server.origin, one)).status).toBe(201);
  const other = await sealed({ attachments: [aDrawing()] });
  expect((await sendAll(server.origin, { ...other, key: one.key })).status).toBe(422);
  expect((await sendForm(server.origin, one, { mood: 'sad' })).status).toBe(422);
  expect(await isStored(other)).toBe(false);
});

test('a message that was taken back never comes back', async () => {
  const one = await sealed({ attachments: [aDrawing()] });
  const removed = {
    authority_id: 'manchester',
    idem_hash: hashSendKey(one.key),
    removed_at: '2026-11-22T00:00:00Z',
  };
  await world.db.insertInto('removed_messages').values(removed).execute();
  const answer = await sendAll(server.origin, one);
  expect([answer.status, answer.text]).toEqual([410, '{"fault":"removed"}']);
  expect(await isStored(one)).toBe(false);
});

describe('what a phone not of ours seals', () => {
  const shownOf = async (one: OnPhone) =>
    (await duty.get(`/manchester/desk/screening/${one.message.messageId}`)).text;

  test('a recording whose bytes are a page, and a drawing of another type, cannot be opened', async () => {
    const page = new Uint8Array(Buffer.from('<!doctype html><script>alert(document.domain)</script>'));
    const one = await sealed({
      words: 'Listen',
      attachments: [
        { ...aRecording(), bytes: page },
        { ...aDrawing(), type: 'image/jpeg' },
      ],
    });
    expect((await sendAll(server.origin, one)).status).toBe(201);
    const text = await shownOf(one);
    expect(text).toContain('Listen');
    expect(text.match(/could not be opened/g)).toHaveLength(2);
    for (const kind of ['voice', 'drawing']) {
      const answer = await duty.get(`/manchester/desk/screening/${one.message.messageId}/${kind}`);
      expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
        422,
        "default-src 'none'; sandbox",
      ]);
      expect(answer.text).toContain('could not be opened');
      expect(answer.text).not.toContain('alert');
    }
  });

  test('pieces that do not open, in another order, or fewer than it says', async () => {
    const one = await sealed({ words: 'Listen', attachments: [aRecording(50)] });
    const [first, second, ...rest] = one.pieces;
    const swapped = [{ ...first!, name: second!.name }, { ...second!, name: first!.name }, ...rest];
    const message = { ...one.message, pieces: swapped.map(({ name, hash }) => ({ name, hash })) };
    expect((await sendAll(server.origin, { ...one, message, pieces: swapped })).status).toBe(201);
    expect(await shownOf(one)).toContain('could not be opened');
    const fewer = await sealed({ words: 'Listen', attachments: [aRecording(50)] });
    const named = { ...fewer.message, pieces: fewer.message.pieces.slice(0, 1) };
    expect((await sendForm(server.origin, { ...fewer, message: { ...named, pieces: [] } })).status).toBe(201);
    expect((await duty.get(`/manchester/desk/screening/${fewer.message.messageId}/voice`)).status).toBe(422);
  });

  test('parts that do not open, or say what cannot be: the words are read all the same', async () => {
    const one = await sealed({ words: 'Still here', pictures: ['home'] });
    const other = await sealed({ words: 'Elsewhere', pictures: ['hurt'] });
    const message = { ...one.message, parts: other.message.parts };
    expect((await sendForm(server.origin, { ...one, message })).status).toBe(201);
    await lookAtNew(world);
    const text = await shownOf(one);
    expect(text).toContain('Still here');
    expect(text).toContain('that could not be opened');
    const strange = await sealed({ words: 'Strange', pictures: ['<script>' as never] });
    expect((await sendForm(server.origin, strange)).status).toBe(201);
    expect(await shownOf(strange)).toContain('that could not be opened');
  });
});

test('a phone whose clock is two days off changes no order', async () => {
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  const sent: OnPhone[] = [];
  for (const at of [days(2), days(0), days(-2)]) {
    const one = await sealed({ words: 'When?', attachments: [aDrawing()] }, at);
    expect((await sendAll(server.origin, one)).status).toBe(201);
    sent.push(one);
  }
  const ids = sent.map(({ message }) => message.messageId);
  const queue = await findAwaitingScreening(world.db, 'manchester');
  expect(queue.map(({ messageId }) => messageId).filter((id) => ids.includes(id))).toEqual(ids.toReversed());
  const entries = (await Promise.all(ids.map((id) => findEntryRows(world.db, 'manchester', id)))).flat();
  expect(entries.map(({ entry_id }) => entry_id)).toEqual(entries.map(({ entry_id }) => entry_id).sort());
  for (const { at } of entries) expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
});

describe('pieces whose message never came', () => {
  test('go after eight days, unless the clock cannot be believed', async () => {
    const lost = await sealed({ attachments: [aDrawing()] });
    await sendPiece(server.origin, lost.message.messageId, lost.pieces[0]!);
    const kept = await sealed({ attachments: [aDrawing()] });
    expect((await sendAll(server.origin, kept)).status).toBe(201);
    const old = new Date(Date.now() - 8.5 * 86_400_000).toISOString();
    await world.db
      .updateTable('message_pieces')
      .set({ stored_at: old })
      .where('message_id', 'in', [lost.message.messageId, kept.message.messageId])
      .execute();
    const at = (days: number) => ({ db: world.db, clock: () => new Date(Date.now() + days * 86_400_000) });
    expect(await forgetUnclaimed(at(9))).toBe(0);
    expect(await forgetUnclaimed(at(-0.1))).toBe(0);
    expect(await piecesOf(lost.message.messageId)).toHaveLength(1);
    expect(await forgetUnclaimed(at(0))).toBe(1);
    expect(await piecesOf(lost.message.messageId)).toEqual([]);
    expect(await piecesOf(kept.message.messageId)).toHaveLength(1);
  });
});

describe('the form without JavaScript', () => {
  const post = async (
    fields: [string, string | Blob, string?][],
    key = `${Math.random()}`.slice(2).padEnd(22, 'k').slice(0, 22),
  ) => {
    const form = new FormData();
    form.set('key', key);
    for (const [name, value, file] of fields)
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, value, file);
    const response = await fetch(`${server.origin}/manchester/en/say`, {
      method: 'POST',
      body: form,
      headers: { origin: server.origin, accept: 'text/html' },
    });
    return { status: response.status, text: await response.text() };
  };
  const file = (bytes: Uint8Array<ArrayBuffer>, type = 'application/octet-stream') =>
    new Blob([bytes], { type });
  const count = async () => (await world.db.selectFrom('messages').select('message_id').execute()).length;

  test('brings pictures, a recording and a drawing, sealed here at once, and is one however often it is sent', async () => {
    const before = await count();
    const fields: [string, string | Blob, string?][] = [
      ['words', ''],
      ['picture', 'school'],
      ['picture', 'home'],
      ['helped', 'yes'],
      ['voice', file(wav(100)), 'a recording.wav'],
      ['drawing', file(png(300)), 'me.png'],
    ];
    const key = 'sent-with-files-00001k';
    const first = await post(fields, key);
    const again = await post(fields, key);
    const receipt = ({ text }: { text: string }) => /name="opener" value="([\w-]{86})"/.exec(text)?.[1];
    expect([first.status, again.status, receipt(first)]).toEqual([200, 200, receipt(again)]);
    expect(receipt(first)).toBeDefined();
    expect(await count()).toBe(before + 1);
    const other = await post([...fields.slice(0, 4), ['drawing', file(png(301)), 'me.png']], key);
    expect(other.status).toBe(422);
    expect(other.text).toContain('Pick your drawing again');

    const row = await world.db
      .selectFrom('messages')
      .select('message_id')
      .where('idem_hash', '=', hashSendKey(key))
      .executeTakeFirstOrThrow();
    expect((await piecesOf(row.message_id)).map(({ name, claimed }) => `${name} ${claimed}`)).toEqual([
      'drawing.0 1',
      ...[0, 1, 2, 3, 4].map((place) => `voice.${place} 1`),
    ]);
    const { text } = await duty.get(`/manchester/desk/screening/${row.message_id}`);
    for (const shown of ['data-beside-picture="home"', 'data-beside-picture="school"', '100 seconds'])
      expect(text).toContain(shown);
    const cookie = [...duty.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const drawing = await fetch(`${server.origin}/manchester/desk/screening/${row.message_id}/drawing`, {
      headers: { cookie },
    });
    expect(Buffer.from(await drawing.arrayBuffer()).equals(png(300))).toBe(true);
  });

  const zip = new Uint8Array(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]));
  const refused: [string, [string, string | Blob, string?][], string][] = [
    ['a zip called .png', [['drawing', file(zip, 'image/png'), 'me.png']], 'We cannot show that file'],
    ['a drawing as a recording', [['voice', file(png(), 'audio/ogg'), 'me.ogg']], 'We cannot play that file'],
    ['an empty recording', [['voice', file(new Uint8Array()), 'me.ogg']], 'nothing in that recording'],
    ['four minutes', [['voice', file(wav(240)), 'me.wav']], 'three minutes or less'],
    ['a drawing of 1.2 MB', [['drawing', file(png(8, 1_200_000)), 'me.png']], 'drawing is too big'],
    ['a drawing of 5,000 pixels', [['drawing', file(png(5_000)), 'me.png']], 'drawing is too big'],
    ['a picture there is not', [['picture', 'dragon']], 'We do not know that picture'],
  ];

  test.each(refused)('%s is told so, and what was typed is still there', async (_, fields, told) => {
    const before = await count();
    const { status, text } = await post([['words', 'Typed with care'], ['mood', 'sad'], ...fields]);
    expect(status).toBe(400);
    expect(text).toContain(told);
    expect(text).toContain('Typed with care');
    expect(await count()).toBe(before);
  });

  test('a file that was fine is to be picked again when something else was not', async () => {
    const { status, text } = await post([
      ['words', 'x'.repeat(4_001)],
      ['voice', file(wav(1)), 'me.wav'],
    ]);
    expect([status, text.includes('Pick your recording again')]).toEqual([400, true]);
  });

  test('empty file fields, as browsers send them, are nothing', async () => {
    const nothing: [string, Blob, string][] = [
      ['voice', file(new Uint8Array()), ''],
      ['drawing', file(new Uint8Array()), ''],
    ];
    expect((await post([['words', 'Only words'], ...nothing])).status).toBe(200);
    expect((await post([['words', ''], ...nothing])).status).toBe(400);
  });

  test('a drawing of 100 MB is refused at once, in the reader’s language', async () => {
    const before = performance.now();
    const boundary = 'multipart/form-data; boundary=xx';
    const asked = (length?: number) => ({
      method: 'POST',
      headers: { 'content-type': boundary, ...(length ? { 'content-length': length } : {}) },
      body: length ? Buffer.alloc(length) : Array<Buffer>(100).fill(Buffer.alloc(1024 * 1024)),
    });
    for (const lang of ['en', 'ar']) {
      const answer = await ask(server.origin, `/manchester/${lang}/say`, asked(100_000_000));
      expect([answer.status, answer.text.includes(`<html lang="${lang}"`)]).toEqual([413, true]);
    }
    const chunked = await ask(server.origin, '/manchester/en/say', asked());
    expect(chunked.status).toBe(413);
    expect(chunked.text).toContain('smaller file');
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test('a form that was taken back is told so, and can be sent as another', async () => {
    const key = 'taken-back-00000000001';
    const idem_hash = hashSendKey(key);
    await world.db
      .insertInto('removed_messages')
      .values({ authority_id: 'manchester', idem_hash, removed_at: '2026-11-22T00:00:00Z' })
      .execute();
    const { status, text } = await post([['words', 'Sent again']], key);
    expect([status, text.includes('You took this message back'), text.includes('Sent again')]).toEqual([
      410,
      true,
      true,
    ]);
    const fresh = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(fresh).not.toBe(key);
    expect((await post([['words', 'Sent again']], fresh)).status).toBe(200);
  });
});

test('nothing broke, and nothing of it is in the log', () => {
  expect(server.log()).not.toMatch(/say\/pieces|say\/sealed|"stack"/);
});
