import { afterAll, beforeAll, expect, test } from 'vitest';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { sendPointBack } from '../../src/lib/moderation/release.server.ts';
import { withdrawMessage } from '../../src/lib/moderation/withdraw-message.server.ts';
import { roles } from '../../src/lib/identity/roles.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
let server: RunningServer;
let worker: Client;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
}, 120_000);

afterAll(() => server?.stop());

async function screened(words: string, lang: 'en' | 'ar' | 'sq' = 'en'): Promise<string> {
  const { messageId } = await receiveMessage(world, here, aDraft(words, { lang }), aSendKey());
  const duty = world.staff['safeguarding-duty'].personId;
  await passOn(world, duty, here, messageId, EVERYTHING_SEEN);
  return messageId;
}

const addressOf = (messageId: string) => `/${here}/desk/moderation/${messageId}`;
const WORDS = 'My brother Kieron Zebedee lives on Canary Street and wobbleton is far. Ring 07700 900123.';

interface Choice {
  id: string;
  words: string;
  ticked: boolean;
}

function choicesIn(html: string): Choice[] {
  const boxes = html.matchAll(/<input type="checkbox" name="take"[^>]*>[^]*?<bdi[^>]*>([^<]*)<\/bdi>/g);
  return Array.from(boxes, ([box, words = '']) => ({
    id: /value="([^"]*)"/.exec(box)?.[1] ?? '',
    words,
    ticked: /<input[^>]* checked/.test(box),
  }));
}

const textIn = (html: string) => /<textarea[^>]*id="text"[^>]*>([^<]*)<\/textarea>/.exec(html)?.[1] ?? '';
const startedIn = (html: string) => /name="started" value="([^"]*)"/.exec(html)?.[1] ?? '';
const lookedIn = (html: string) => /name="looked" value="([^"]*)"/.exec(html)?.[1] ?? '';
const takeOf = (choices: Choice[]) => choices.map(({ id }) => id).join(' ');
const pointsOf = () => world.db.selectFrom('points').selectAll().where('authority_id', '=', here).execute();
const redactionsOf = (messageId: string) =>
  world.db.selectFrom('redactions').selectAll().where('message_id', '=', messageId).execute();

test('what may name somebody is proposed, ticked, and marked with what it is', async () => {
  const { text } = await worker.get(addressOf(await screened(WORDS)));
  expect(choicesIn(text)).toMatchObject([
    { words: 'Kieron Zebedee', ticked: true },
    { words: 'Canary Street', ticked: true },
    { words: '07700 900123', ticked: true },
  ]);
  expect(text).toMatch(
    /<mark[^>]*><bdi dir="auto">Canary Street<\/bdi><span[^>]*> \(an? address\)<\/span><\/mark>/,
  );
  expect(textIn(text)).toBe('');
});

test('a point begins from their words without what is ticked, and with what a moderator adds', async () => {
  const address = addressOf(await screened(WORDS));
  const choices = choicesIn((await worker.get(address)).text);
  const all = { redact: '1', chosen: '1', take: takeOf(choices), theme: 'respect' };
  const begun = await worker.post(address, { ...all, added: 'Wobbleton' });
  expect([begun.status, textIn(begun.text)]).toEqual([
    200,
    'My brother lives on an address and something is far. Ring a phone number.',
  ]);
  expect(begun.text).toMatch(/value="respect" selected/);
  const kept = choices.filter(({ words }) => words !== '07700 900123');
  const again = { ...all, take: takeOf(kept), text: textIn(begun.text), started: startedIn(begun.text) };
  const unticked = await worker.post(address, again);
  expect(textIn(unticked.text)).toBe(
    'My brother lives on an address and wobbleton is far. Ring 07700 900123.',
  );
  expect(choicesIn(unticked.text).map(({ ticked }) => ticked)).toEqual([true, true, false]);
  const none = await worker.post(address, {
    ...all,
    take: '',
    text: 'My own words.',
    started: startedIn(begun.text),
  });
  expect(textIn(none.text)).toBe(`My own words.\n\n${WORDS}`);
});

test('a point that may name somebody comes back once, marked, with what was typed', async () => {
  const messageId = await screened(WORDS);
  const address = addressOf(messageId);
  const before = (await pointsOf()).length;
  const fields = {
    text: 'Kieron wants a lock on the door.',
    theme: 'respect',
    commitments: '',
    chosen: '1',
    take: '',
  };
  const asked = await worker.post(address, { ...fields, added: 'far' });
  expect([asked.status, textIn(asked.text)]).toEqual([400, fields.text]);
  expect(asked.text).toMatch(/<mark[^>]*><bdi>Kieron<\/bdi>/);
  expect(asked.text).toMatch(/name="added" value="far"/);
  expect(lookedIn(asked.text)).toBe('kieron');
  expect((await pointsOf()).length).toBe(before);
  const more = { ...fields, looked: 'kieron', text: 'Kieron wants a lock in Salford.' };
  expect((await worker.post(address, more)).status).toBe(400);
  const sent = await worker.post(address, { ...fields, looked: lookedIn(asked.text) });
  expect([sent.status, (await pointsOf()).length]).toEqual([303, before + 1]);
  expect(await redactionsOf(messageId)).toEqual([]);
});

test('so does one that is worded anew', async () => {
  const messageId = await screened('Nobody asked me.');
  await worker.post(addressOf(messageId), { text: 'People want to be asked.', theme: 'respect' });
  const [point] = (await pointsOf()).filter(({ text }) => text === 'People want to be asked.');
  const pointId = point?.point_id ?? '';
  await sendPointBack(world, world.staff['council-member'].personId, here, pointId, 1, 'Say it anew.');
  const address = `/${here}/desk/points/${pointId}`;
  const fields = { text: 'Ask Zainab first.', theme: 'respect', version: '2' };
  const asked = await worker.post(address, fields);
  expect([asked.status, textIn(asked.text)]).toEqual([400, fields.text]);
  const sent = await worker.post(address, { ...fields, looked: lookedIn(asked.text) });
  expect(sent.status).toBe(303);
});

test('what was taken out is sealed, shown to moderation alone, and gone when the message is taken back', async () => {
  const messageId = await screened(WORDS);
  const address = addressOf(messageId);
  const choices = choicesIn((await worker.get(address)).text);
  const text = 'People want their family near.';
  const fields = { text, theme: 'respect', chosen: '1', take: takeOf(choices), added: 'wobbleton' };
  expect((await worker.post(address, fields)).status).toBe(303);

  const [row] = await redactionsOf(messageId);
  expect(row).toMatchObject({ made_by: world.staff['participation-worker'].personId });
  expect(row?.sealed).toMatch(/^v1\.A256GCM\./);
  const shown = (await worker.get(address)).text;
  expect(shown).toContain('Taken out of the point (4)');
  expect(shown).toContain('added by hand');

  const pointId = row?.point_id ?? '';
  const pages = [
    'moderation',
    `moderation/${messageId}`,
    'points',
    `points/${pointId}`,
    'audit',
    'summaries',
    '',
  ];
  for (const role of roles) {
    const client = await clientOf(server.origin, world.db, world.staff[role]);
    for (const page of pages) {
      if (role === 'participation-worker' && page === `moderation/${messageId}`) continue;
      const answer = await client.get(`/${here}/desk${page && `/${page}`}`);
      expect([role, page, /Zebedee|Canary Street|07700|wobbleton/i.test(answer.text)]).toEqual([
        role,
        page,
        false,
      ]);
    }
  }
  const deeds = await world.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('authority_id', '=', here)
    .execute();
  expect(deeds.find(({ action, object }) => action === 'point.redacted' && object === pointId)?.meta).toBe(
    '{"count":"4"}',
  );
  expect(JSON.stringify(deeds)).not.toMatch(/Zebedee|Canary|07700|wobbleton/i);

  expect(await withdrawMessage(world, here, messageId)).toBe(true);
  expect(await redactionsOf(messageId)).toEqual([]);
});

test('words in other languages are looked at too, and a language without a list is said to have none', async () => {
  const arabic = await worker.get(addressOf(await screened('أخي يوسف في بولتون ورقمه ٠٧٧٠٠٩٠٠١٢٣', 'ar')));
  expect(choicesIn(arabic.text).map(({ words }) => words)).toEqual(['يوسف', 'بولتون', '٠٧٧٠٠٩٠٠١٢٣']);
  expect(arabic.text).not.toContain('no word list');
  const albanian = await worker.get(addressOf(await screened('Numri im 07700 900123 dhe Kieron', 'sq')));
  expect(choicesIn(albanian.text).map(({ words }) => words)).toEqual(['07700 900123', 'Kieron']);
  expect(albanian.text).toContain('We have no word list for Shqip yet');
});

test('ticks and words that are of no line of this thread take nothing out', async () => {
  const messageId = await screened(WORDS);
  const fields = { theme: 'respect', chosen: '1', take: 'made-up.0-9 ../../x', added: '(.*) [^a]' };
  const begun = await worker.post(addressOf(messageId), { ...fields, redact: '1' });
  expect(textIn(begun.text)).toBe(WORDS);
  const sent = await worker.post(addressOf(messageId), { ...fields, text: 'People want to be near.' });
  expect([sent.status, await redactionsOf(messageId)]).toEqual([303, []]);
});
