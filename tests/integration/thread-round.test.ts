import { afterAll, beforeAll, expect, test } from 'vitest';
import { found, canaries, strangeIn } from '../support/canaries.ts';
import { clientOf, makeClient, type Answer } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();
const young = '/manchester/en/say';
let server: RunningServer;
/** Every address that was asked for or sent to, and every title that was shown. */
const seen: string[] = [];

beforeAll(async () => {
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

const titleOf = ({ text }: Answer) => /<title>([^<]*)/.exec(text)?.[1] ?? '';

async function post(path: string, fields: Record<string, string>): Promise<Answer> {
  const answer = await makeClient(server.origin).post(path, fields);
  seen.push(path, answer.location ?? '', titleOf(answer));
  return answer;
}

interface Said {
  words: string;
  digits: string;
  opener: string;
}

async function say(words: string, authority = 'manchester'): Promise<Said> {
  const { text } = await post(`/${authority}/en/say`, { words, key: aSendKey() });
  const card = text.slice(text.indexOf('data-keep-card'));
  return {
    words: [...card.matchAll(/<li>([a-z]+)<\/li>/g)]
      .slice(0, 7)
      .map(([, word]) => word)
      .join(' '),
    digits: [...card.matchAll(/<span>(\d{2,5})\s*(?:&#32;)?<\/span>/g)].map(([, group]) => group).join(' '),
    opener: /name="opener" value="([\w-]{86})"/.exec(text)?.[1] ?? '',
  };
}

const with_ = (path: string, opener: string, more: Record<string, string> = {}) =>
  post(`${young}/receipt/${path}`, { opener, ...more });

test('the card is made by the server where there is no JavaScript: its code, its words, a form to try it', async () => {
  const { text } = await post(young, { words: 'A card please', key: aSendKey() });
  const card = text.slice(text.indexOf('data-keep-card'), text.indexOf('data-keep-card') + 12_000);
  expect(card).toMatch(/<svg class="qr"[^]*?<path d="M\d/);
  const shown = card
    .slice(0, card.indexOf('</svg>'))
    .replace(/<[^>]*>/g, ' ')
    .toLowerCase();
  expect(shown).not.toMatch(/manchester|council|care|said|localhost|http/);
  expect(text).toMatch(/<form method="POST" action="\/manchester\/en\/say\/receipt"/);
  expect(text).not.toContain('data-card-go');
});

test('a whole round: ask for a person, a name, take it back', async () => {
  const said = await say('round-words of somebody');
  for (const [name, secret] of Object.entries(said)) canaries.set(`receipt: ${name}`, secret);
  canaries
    .set('round words', 'round-words')
    .set('round name', 'round-name')
    .set('round reply', 'round-reply');
  const { opener } = said;
  expect([said.words.split(' ').length, said.digits.replaceAll(' ', '').length, opener.length]).toEqual([
    7, 22, 86,
  ]);
  for (const receipt of [
    said.words.toUpperCase(),
    `receipt:\n${said.words.replaceAll(' ', '')}`,
    said.digits,
  ])
    expect((await post(`${young}/receipt`, { receipt })).text).toContain('round-words of somebody');
  const asks = await with_('person', opener);
  expect(asks.text).toContain('name="who"');
  const nobody = await with_('person', opener, { step: 'send', key: aSendKey(), words: 'round-reply' });
  expect([nobody.status, nobody.text.includes('round-reply')]).toEqual([400, true]);
  const asked = await with_('person', opener, {
    step: 'send',
    key: aSendKey(),
    who: 'worker',
    words: 'round-reply',
  });
  expect([asked.status, asked.text.includes('data-person-wanted')]).toEqual([200, true]);
  const tooLong = 'round-name '.repeat(20);
  const named = await with_('naming', opener, { step: 'send', key: aSendKey(), name: tooLong });
  expect([named.status, named.text.includes(tooLong.trim())]).toEqual([400, true]);
  const told = await with_('naming', opener, { step: 'send', key: aSendKey(), name: 'round-name' });
  expect([told.status, told.text.includes('round-name')]).toEqual([200, true]);

  const duty = await clientOf(server.origin, world.db, world.staff['safeguarding-duty']);
  const queue = await duty.get('/manchester/desk/screening');
  expect(queue.text).toMatch(/data-wants-person[^]*data-named/);
  const path =
    /href="(\/manchester\/desk\/screening\/[\w-]+)"[^]{0,200}data-wants-person/.exec(queue.text)?.[1] ?? '';
  expect((await duty.get(path)).text).toContain('round-name');
  const opened = await post(`${young}/receipt`, { opener });
  expect(opened.text).toMatch(/data-openings[^]*The safety team, /);

  expect((await with_('withdraw', opener)).text).toContain('name="sure"');
  expect((await post(`${young}/receipt`, { opener })).status).toBe(200);
  const gone = await with_('withdraw', opener, { sure: 'yes' });
  expect([gone.status, gone.text.includes('It is gone')]).toEqual([200, true]);
  expect(gone.text).not.toContain(opener);
  expect((await duty.get(path)).status).toBe(404);
  expect((await duty.post(`${path}/pass`, { seen: '~' })).status).toBe(404);
});

test('wrong, taken back, or of another authority: one answer, to the byte', async () => {
  const back = await say('To be taken back');
  await with_('withdraw', back.opener, { sure: 'yes' });
  const elsewhere = await say('Said elsewhere', 'warrington');
  const halfRight = await say('Its second key alone');
  const openers = {
    wrong: 'A'.repeat(86),
    back: back.opener,
    elsewhere: elsewhere.opener,
    // The row is found, and does not open.
    halfRight: `A${halfRight.opener.slice(1)}`,
  };
  const paths = ['', '/reply', '/check-back', '/withdraw', '/person', '/naming'];
  for (const path of paths) {
    const answers = await Promise.all(
      Object.values(openers).map(async (opener) => {
        const { status, text } = await post(`${young}/receipt${path}`, { opener, sure: 'yes', step: 'send' });
        return `${status} ${text.replaceAll(opener, '')}`;
      }),
    );
    expect([path, new Set(answers).size, answers[0]?.slice(0, 3)]).toEqual([path, 1, '400']);
  }
});

test('somebody whom the duty team is worried for is told what to do instead', async () => {
  const said = await say('Keep this one');
  const row = await world.db
    .selectFrom('messages')
    .select('message_id')
    .orderBy('received_at', 'desc')
    .executeTakeFirstOrThrow();
  const duty = await clientOf(server.origin, world.db, world.staff['safeguarding-duty']);
  const held = { what: 'Worried', whom: 'Not known', handTo: 'Social care', by: 'hour', seen: '~' };
  await duty.post(`/manchester/desk/screening/${row.message_id}/hold`, held);
  const refused = await with_('withdraw', said.opener, { sure: 'yes' });
  expect([refused.status, refused.text.includes('/say/receipt/person')]).toEqual([409, true]);
  expect((await post(`${young}/receipt`, { opener: said.opener })).text).toContain('Keep this one');
});

test('none of it is in an address, a title or the log', async () => {
  expect(canaries.size).toBeGreaterThan(20);
  expect(found(seen.join('\n'))).toEqual([]);
  expect(found(server.log())).toEqual([]);
  expect(server.log().trim().split('\n').slice(1).filter(strangeIn)).toEqual([]);
  expect(seen.filter((one) => one.includes('Come back')).length).toBeGreaterThan(2);
});
