import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellFormed } from '../../src/lib/platform/forms.ts';
import { takingTurns } from '../../src/lib/platform/turns.ts';
import { ask, form, json } from '../support/ask.ts';
import { leakIn, naughty, unescaped } from '../support/naughty.ts';
import { sealedOnPhone } from '../support/phone.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const CANARY = 'canary-that-no-log-may-hold';
const receipt = '/manchester/en/say/receipt';
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ ...world.database.environment, LIMIT_FACTOR: '1000' });
});

afterAll(() => server?.stop());

const someAtOnce = takingTurns(8);
const written = naughty.filter((words) => words.trim() !== '');

/** Words as the reader of a thread sees them. Nothing in them is markup. */
function wordsIn(page: string): string[] {
  return [...page.matchAll(/<p class="words" dir="auto">([^<]*)<\/p>/g)].map(([, words = '']) =>
    unescaped(words),
  );
}

async function sendSealed(words: string): Promise<string> {
  const { body, opener } = await sealedOnPhone(world.db, 'manchester', words);
  const { status } = await ask(server.origin, '/manchester/en/say/sealed', json(body));
  expect(status).toBe(201);
  return opener;
}

test('there are strings to try', () => {
  expect(naughty.length).toBeGreaterThan(490);
});

test('whatever a phone sealed is shown as it was typed', async () => {
  const roundTrip = async (words: string) => {
    const opener = await sendSealed(words);
    const page = await ask(server.origin, receipt, form({ opener }));
    expect(leakIn(page.text, words)).toBeNull();
    return { status: page.status, words: wordsIn(page.text) };
  };
  const shown = await Promise.all(written.map((words) => someAtOnce(() => roundTrip(words))));
  expect(shown).toEqual(written.map((words) => ({ status: 200, words: [wellFormed(words)] })));
}, 100_000);

test('whatever is added without JavaScript is shown as it was typed, in the order in which it came', async () => {
  const threads = Array.from({ length: Math.ceil(naughty.length / 20) }, (_, place) =>
    naughty.slice(place * 20, (place + 1) * 20),
  );
  const fill = async (strings: string[]) => {
    const opener = await sendSealed(CANARY);
    for (const words of strings) {
      const key = randomBytes(16).toString('base64url');
      const added = await ask(server.origin, `${receipt}/reply`, form({ opener, words, key }));
      expect([words, added.status]).toEqual([words, words.trim() === '' ? 400 : 200]);
      expect(leakIn(added.text, words)).toBeNull();
    }
    return wordsIn((await ask(server.origin, receipt, form({ opener }))).text);
  };
  const shown = await Promise.all(threads.map((strings) => someAtOnce(() => fill(strings))));
  const kept = (strings: string[]) => strings.filter((words) => words.trim() !== '').map(wellFormed);
  expect(shown).toEqual(threads.map((strings) => [CANARY, ...kept(strings)]));
}, 100_000);

test('the form without JavaScript takes them too, and gives them back when it cannot', async () => {
  const nasty = written.slice(-12);
  for (const words of nasty) {
    const sent = await ask(server.origin, '/manchester/ar/say', form({ words }));
    const opener = /name="opener" value="([\w-]{86})"/.exec(sent.text)?.[1] ?? '';
    const page = await ask(server.origin, receipt, form({ opener }));
    expect([sent.status, wordsIn(page.text)]).toEqual([200, [wellFormed(words)]]);
    const refused = await ask(server.origin, '/manchester/ar/say', form({ words, mood: 'furious' }));
    const typed = /<textarea[^>]*name="words"[^>]*>([^<]*)<\/textarea/.exec(refused.text)?.[1] ?? '';
    expect([refused.status, unescaped(typed)]).toEqual([400, wellFormed(words)]);
  }
});

test('nothing of all this is in the log, and nothing broke', () => {
  for (const words of [CANARY, ...naughty.filter(({ length }) => length > 8)])
    expect(server.log().includes(words)).toBe(false);
  expect(server.log()).not.toContain('"stack"');
});
