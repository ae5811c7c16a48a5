import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { makeClient } from '../support/desk-client.ts';
import { playDeskStory, type DeskStory } from '../support/desk-story.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let story: DeskStory;

beforeAll(async () => {
  story = await playDeskStory(world);
  server = await startServer(world.database.environment);
}, 120_000);

afterAll(() => server?.stop());

describe('bad input on young people’s forms', () => {
  const young = () => makeClient(server.origin);
  const say = (fields: Record<string, string>, lang = 'en') =>
    young().post(`/manchester/${lang}/say`, fields);

  test('nothing written: it says so, in the reader’s language', async () => {
    const english = await say({ words: '  ' });
    expect([english.status, english.text.includes('Write something first.')]).toEqual([400, true]);
    const arabic = await say({ words: '' }, 'ar');
    expect(arabic.status).toBe(400);
    expect(arabic.text).toContain('dir="rtl"');
  });

  test('too long: the limit is said before and after, and nothing typed is lost', async () => {
    const form = await young().get('/manchester/en/say');
    expect(form.text).toContain('4000');
    const words = 'é🙂'.repeat(2_001);
    const answer = await say({ words, mood: 'sad', answer: 'no', about: 'care/healthy' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Make it 4000 letters or less. It has 4002 now.');
    expect(answer.text).toContain(words);
    expect(answer.text).toMatch(/value="sad" checked/);
    expect(answer.text).toMatch(/value="no" checked/);
    expect(answer.text).toMatch(/value="care\/healthy" selected/);
  });

  test.each([
    ['about', 'no-such-theme'],
    ['about', 'care/listen'],
    ['mood', 'furious'],
    ['answer', 'maybe'],
  ])('an unknown %s is named, and the words stay', async (field, value) => {
    const answer = await say({ words: 'My words stay here', [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('My words stay here');
  });

  test('the same form sent twice shows the same receipt; with other words it offers to send them too', async () => {
    const key = 'z'.repeat(22);
    const receiptIn = (text: string) =>
      [...text.matchAll(/<li>([a-z]+)<\/li>/g)].map((match) => match[1]).slice(0, 7);
    const first = await say({ words: 'Sent twice', key });
    const second = await say({ words: 'Sent twice', key });
    expect(first.status).toBe(200);
    expect(receiptIn(first.text)).toHaveLength(7);
    expect(receiptIn(second.text)).toEqual(receiptIn(first.text));
    const other = await say({ words: 'Changed words', key });
    expect(other.status).toBe(422);
    expect(other.text).toContain('Changed words');
    const freshKey = /name="key" value="([\w-]{22})"/.exec(other.text)?.[1] ?? '';
    const third = await say({ words: 'Changed words', key: freshKey });
    expect([third.status, receiptIn(third.text).join() === receiptIn(first.text).join()]).toEqual([
      200,
      false,
    ]);
  });

  test.each([
    '\uD800lone',
    'a\0b',
    '\u202Eright to left',
    '🙂'.repeat(50),
    '<script>alert(1)</script>',
    "'; drop table messages;--",
  ])('words like %j are taken, kept and shown harmlessly', async (words) => {
    const sent = await say({ words });
    expect(sent.status).toBe(200);
    const opener = /name="opener" value="([\w-]{86})"/.exec(sent.text)?.[1] ?? '';
    const thread = await young().post('/manchester/en/say/receipt', { opener });
    expect(thread.status).toBe(200);
    expect(thread.text).toContain('data-stage="awaiting-screening"');
    expect(thread.text).not.toContain('<script>alert');
  });

  test('a receipt that is none, slips, or is nobody’s: each is told apart only before it is looked up', async () => {
    const open = (receipt: string) => young().post('/manchester/en/say/receipt', { receipt });
    expect((await open('hello')).text).toContain('That is not a whole receipt');
    const { digits, words } = showReceipt(story.sent.receipt);
    const slip = digits.join('').replace(/^./, (first) => (first === '1' ? '2' : '1'));
    expect((await open(slip)).text).toContain('One of these is not quite right');
    const nobodys = await open(showReceipt(12_345n).digits.join(' '));
    expect([nobodys.status, nobodys.text.includes('We cannot find a message')]).toEqual([400, true]);
    const byWords = await open(words.join(' ').toUpperCase());
    const byDigits = await open(digits.join(' - '));
    expect([byWords.status, byDigits.status]).toEqual([200, 200]);
    expect(byWords.text).toContain('We did it.');
  });

  test('writing back: nothing, too much, twice', async () => {
    const { digits } = showReceipt(story.sent.receipt);
    const receipt = digits.join('');
    const reply = (words: string, key = '') =>
      young().post('/manchester/en/say/receipt/reply', { receipt, words, key });
    expect((await reply('')).text).toContain('Write something first.');
    const long = await reply('x'.repeat(4_001));
    expect([long.status, long.text.includes('x'.repeat(4_001))]).toEqual([400, true]);
    const key = 'r'.repeat(22);
    await reply('Said once', key);
    const again = await reply('Said once', key);
    expect(again.text.match(/Said once/g)).toHaveLength(1);
    const wrong = await young().post('/manchester/en/say/receipt/reply', {
      receipt: 'lost',
      words: 'Kept words',
      key,
    });
    expect([wrong.status, wrong.text.includes('Kept words')]).toEqual([400, true]);
  });

  test('checking back: no answer picked, somebody else’s decision, then a real one', async () => {
    const { digits } = showReceipt(story.sent.receipt);
    const at = '/manchester/en/done/you-said-something-2';
    const published = await young().get(at);
    const own = published.status === 200 ? at : '/manchester/en/done/you-said-something';
    const answer = (fields: Record<string, string>) => young().post(own, fields);
    expect((await answer({ receipt: digits.join('') })).text).toContain('Pick yes, partly or no.');
    const stranger = await say({ words: 'Another matter' });
    const opener = /name="opener" value="([\w-]{86})"/.exec(stranger.text)?.[1] ?? '';
    expect((await answer({ opener, answer: 'yes' })).text).toContain('about something else');
    const taken = await answer({ receipt: digits.join(''), answer: 'no' });
    expect([taken.status, taken.text.includes('it is not right yet')]).toEqual([200, true]);
  });

  test.each([
    ['/nowhere/en/promise', 404],
    ['/manchester/xx/promise', 404],
    ['/manchester/fr/promise', 404],
    ['/manchester/en/promise/nothing', 404],
    ['/manchester/en/offer/nothing', 404],
    ['/manchester/en/done/nothing', 404],
    ['/manchester/en/nothing', 404],
    ['/%00/en', 404],
    ['/manchester/en/promise/%00', 404],
    ['/manchester/en/done/%F0%9F%99%82', 404],
  ])('%s is a helpful %i', async (path, status) => {
    const answer = await young().get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/<h1>[^<]+<\/h1>/);
    expect(answer.text).toMatch(/href="\/[^"]*"/);
  });

  test('an unknown page in Arabic is told in Arabic', async () => {
    const answer = await young().get('/manchester/ar/promise/nothing');
    expect(answer.text).toContain('lang="ar" dir="rtl"');
  });

  test('wrong method, wrong type and too much at once are refused, each with its own status', async () => {
    const ask = (init: RequestInit) =>
      fetch(`${server.origin}/manchester/en/say`, {
        ...init,
        headers: { origin: server.origin, ...(init.headers as object) },
      });
    expect((await ask({ method: 'DELETE' })).status).toBe(405);
    expect(
      (await ask({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(415);
    expect(
      (await ask({ method: 'POST', body: new URLSearchParams({ words: 'x'.repeat(200_000) }) })).status,
    ).toBe(413);
  });
});

describe('a page kept for everyone', () => {
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(server.origin + path, { headers });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  test('is never replaced by the framework’s data for it, nor by what one reader asked for', async () => {
    const path = '/warrington/en/promise';
    for (const odd of [`${path}/__data.json`, `${path}?lang=ar`, `${path}/`, '/warrington/en/%70romise'])
      await read(odd, { 'accept-language': 'ar', 'x-forwarded-host': 'evil.example' });
    const page = await read(path);
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    expect(page.text).toContain('<html lang="en" dir="ltr">');
    expect(page.text).not.toContain('evil.example');
    expect((await read(path)).text).toBe(page.text);
  });

  test('is handed out to phones whole, with no form’s own key in it, and the same each time', async () => {
    const handed = JSON.parse((await read('/manchester/en/kept/pages.json')).text) as {
      pages: Record<string, string>;
    };
    const paths = Object.keys(handed.pages);
    expect(paths).toEqual(expect.arrayContaining(['/manchester/en/help', '/manchester/en/say']));
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => path.includes('/desk'))).toEqual([]);
    expect(handed.pages['/manchester/en/say']).toContain('name="key" value=""');
    expect((await read('/manchester/en/kept/pages.json?x')).status).toBe(404);
  });
});
