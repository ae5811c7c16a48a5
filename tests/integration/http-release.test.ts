import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftPoint } from '../../src/lib/moderation/release.server.ts';
import { findPoint } from '../../src/lib/moderation/point.queries.server.ts';
import { lookAtNew } from '../../src/lib/screening/look.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const RAW = 'Zebedee the canary said it in raw words';
let server: RunningServer;
let worker: Client;
let council: Client;
let second: Client;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
  council = await clientOf(server.origin, world.db, world.staff['council-member']);
  second = await clientOf(server.origin, world.db, world.staff['second-council-member']);
}, 120_000);

afterAll(() => server?.stop());

async function passed(words = RAW): Promise<Sent> {
  const sent = await receiveMessage(world, here, aDraft(words), aSendKey());
  const duty = world.staff['safeguarding-duty'].personId;
  await passOn(world, duty, here, sent.messageId, EVERYTHING_SEEN);
  return sent;
}

const receipts = new Map<string, string>();

const draft = async (text: string, warnings: ('hurt' | 'death')[] = []) => {
  const { personId } = world.staff['participation-worker'];
  const { messageId, receipt } = await passed();
  receipts.set(messageId, showReceipt(receipt).digits.join(' '));
  const point = { text, themeId: 'respect', commitmentIds: [], warnings };
  return draftPoint(world, personId, here, [messageId], point);
};

const desk = (path: string) => `/manchester/desk/${path}`;
const folded = (text: string) =>
  new RegExp(
    `<details class="folded"[^]*?about being hurt[^]*?<p[^>]*><strong>${text}</strong></p></details>`,
  );

/** A page without Svelte's comments. */
const plain = (html: string) => html.replaceAll(/<!--[^]*?-->/g, '').replaceAll(/>\s+</g, '><');

test('a Council member is warned first, unfolds, skips, sends back and releases, one draft after the other', async () => {
  const hard = await draft('Words that may hurt.', ['hurt']);
  const easy = await draft('Words about buses.');
  const list = plain((await council.get(desk('points'))).text);
  expect(list).toMatch(folded('Words that may hurt.'));
  expect(list.split('Words that may hurt.')).toHaveLength(2);
  for (const path of [
    `points/${hard}`,
    `points/${hard}/release`,
    `points/${hard}/send-back`,
    `points/${hard}/not-for-sharing`,
  ]) {
    const { status, text } = await council.get(desk(path));
    expect([path, status, folded('Words that may hurt.').test(plain(text))]).toEqual([path, 200, true]);
    expect(text).not.toContain('Zebedee');
  }
  const page = (await council.get(desk(`points/${hard}`))).text;
  for (const key of ['s', 'x', 'n', 'b']) expect(page).toContain(`data-key="${key}"`);
  const skipped = await council.post(desk(`points/${hard}/skip`), {});
  expect([skipped.status, skipped.location]).toEqual([303, desk(`points/${easy}`)]);
  expect((await council.get(desk('points'))).text).not.toContain(hard);
  const stuck = plain((await worker.get(desk('points'))).text);
  expect(stuck).toContain('It waits for somebody else');
  expect(stuck).not.toContain('Made-up council-member');
  expect((await council.post(desk(`points/${easy}/release`), { version: '1' })).status).toBe(303);
  expect((await council.post(desk(`points/${easy}/release`), { version: '1' })).status).toBe(403);
  const noted = plain((await worker.get(desk(`points/${easy}`))).text);
  expect(noted).toContain('One person has released it; one more is needed');
  expect(noted).not.toContain('Made-up council-member');
  expect((await second.post(desk(`points/${easy}/release`), { version: '1' })).status).toBe(303);
  const late = await second.post(desk(`points/${easy}/release`), { version: '1' });
  expect([late.status, late.text.includes('Someone was quicker')]).toEqual([409, true]);
  expect((await findPoint(world.db, here, easy)).state).toBe('released');
});

test('not for sharing: one side proposes with one of the reasons, the other confirms', async () => {
  const pointId = await draft('Something of one person.');
  const address = desk(`points/${pointId}/not-for-sharing`);
  const wrong = await worker.post(address, { version: '1', reason: 'made-up' });
  expect([wrong.status, wrong.text.includes('Choose one of the reasons')]).toEqual([400, true]);
  expect((await worker.post(address, { version: '1', reason: 'own-matter' })).status).toBe(303);
  expect((await worker.post(address, { version: '1', answer: 'yes' })).status).toBe(403);
  expect((await council.get(desk(`points/${pointId}`))).text).toContain('Say yes or no');
  expect((await council.post(address, { version: '1', answer: 'yes' })).status).toBe(303);
  expect((await findPoint(world.db, here, pointId)).state).toBe('not-shared');
  const [source] = await world.db
    .selectFrom('point_sources')
    .select('message_id')
    .where('point_id', '=', pointId)
    .execute();
  const receipt = receipts.get(source?.message_id ?? '') ?? '';
  const young = makeClient(server.origin);
  const thread = plain((await young.post('/manchester/en/say/receipt', { receipt })).text);
  expect(thread).toContain('data-stage="not-shared"');
  expect(thread).toContain('So you get your own answer, here.');
  expect(thread).toContain('It could show who said it.');
  const owner = await clientOf(server.origin, world.db, world.staff['decision-owner']);
  expect((await owner.get(desk(`points/${pointId}`))).status).toBe(404);
});

test('a point edited in another tab keeps what was typed, and a commitment taken out is said', async () => {
  const pointId = await draft('The first words.');
  const address = desk(`points/${pointId}`);
  const fields = { text: 'Mine.', theme: 'respect', version: '1' };
  expect((await worker.post(address, fields)).status).toBe(303);
  const late = await worker.post(address, { ...fields, text: 'Typed in another tab.' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Typed in another tab.');
  const gone = await worker.post(address, {
    ...fields,
    version: '2',
    commitments: 'no-such',
    text: 'Kept too.',
  });
  expect([
    gone.status,
    gone.text.includes('no longer in the promise'),
    gone.text.includes('Kept too.'),
  ]).toEqual([400, true, true]);
  await world.db
    .insertInto('point_commitments')
    .values({ authority_id: here, point_id: pointId, commitment_id: 'taken-out' })
    .execute();
  const refused = await council.post(desk(`points/${pointId}/release`), { version: '2' });
  expect([refused.status, refused.text.includes('taken out of the promise')]).toEqual([409, true]);
  expect((await worker.get(address)).text).toContain('No longer in the promise');
});

test('messages that say the same are grouped by ticks or all at once, joined to a draft, and taken out again', async () => {
  const words = 'Nobody asked me before they moved me to a new house';
  const [one, two, three] = [await passed(words), await passed(`${words}!`), await passed(`${words}?`)];
  await lookAtNew(world);
  const open = plain((await worker.get(desk(`moderation/${one.messageId}`))).text);
  expect(open).toContain('These may say the same');
  for (const other of [two, three]) expect(open).toContain(`value="${other.messageId}"`);
  expect(open.split('Nobody asked me')).toHaveLength(2);
  const form = { text: 'They want to be asked first.', theme: 'respect', also: two.messageId };
  const odd = await worker.post(desk(`moderation/${one.messageId}`), { ...form, text: '' });
  expect([odd.status, odd.text.includes(`value="${two.messageId}" checked`)]).toEqual([400, true]);
  expect((await worker.post(desk(`moderation/${one.messageId}`), form)).status).toBe(303);
  const { point_id: pointId } = await world.db
    .selectFrom('point_sources')
    .select('point_id')
    .where('message_id', '=', two.messageId)
    .executeTakeFirstOrThrow();
  const same = desk(`moderation/${three.messageId}/same-as`);
  expect((await worker.get(`${same}?point=${pointId}`)).text).toContain('They want to be asked first.');
  expect((await worker.post(same, {})).status).toBe(400);
  expect((await worker.post(same, { point: pointId })).status).toBe(303);
  const behind = desk(`points/${pointId}/messages`);
  expect((await worker.get(behind)).text).toContain('Messages behind a point (3)');
  const taken = await worker.post(behind, { message: three.messageId });
  expect(taken.location).toBe(`${behind}?taken=${three.messageId}`);
  expect((await worker.get(taken.location ?? '')).text).toContain('Put it back');
  expect((await worker.post(behind, { message: three.messageId, back: '1' })).status).toBe(303);
  expect((await worker.post(behind, { message: three.messageId, back: '1' })).status).toBe(409);
  expect((await findPoint(world.db, here, pointId)).voices).toBe(3);
});

test('practising keeps nothing, and says why', async () => {
  const rows = async () => (await world.db.selectFrom('audit_entries').select('seq').execute()).length;
  const before = await rows();
  const first = await council.get(desk('practise?message=3'));
  expect(plain(first.text)).toMatch(/<details class="folded"/);
  const held = await council.post(desk('practise?message=3'), { screen: 'pass' });
  expect([held.status, held.text.includes('duty team at once')]).toEqual([200, true]);
  expect((await council.post(desk('practise?message=3'), {})).status).toBe(400);
  const rest = await worker.post(desk('practise?message=1'), { screen: 'pass', rest: '1', parts: '0' });
  expect(rest.text).toContain('You took it out');
  expect(await rows()).toBe(before);
});
