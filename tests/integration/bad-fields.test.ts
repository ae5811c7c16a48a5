import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countSignIn } from '../../src/lib/identity/limits.server.ts';
import { findCredentials } from '../../src/lib/identity/people.queries.server.ts';
import { wellFormed } from '../../src/lib/platform/forms.ts';
import { openLimits } from '../../src/lib/platform/limits.server.ts';
import { takingTurns } from '../../src/lib/platform/turns.ts';
import { ask, form, type Answer } from '../support/ask.ts';
import { playDeskStory } from '../support/desk-story.ts';
import { leakIn, naughty } from '../support/naughty.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const CANARY = 'canary-that-no-log-may-hold';
const young = '/manchester/en';
let server: RunningServer;
let opener = '';
let decisionPage = '';

beforeAll(async () => {
  const { sent } = await playDeskStory(world);
  opener = sent.opener;
  const { slug } = await world.db
    .selectFrom('decisions')
    .select('slug')
    .where('state', '=', 'we-did')
    .executeTakeFirstOrThrow();
  decisionPage = `${young}/done/${slug}`;
  server = await startServer({ ...world.database.environment, LIMIT_FACTOR: '1000' });
});

afterAll(() => server?.stop());

const someAtOnce = takingTurns(8);

const post = (path: string, fields: Record<string, string> | [string, string][]) =>
  someAtOnce(() => ask(server.origin, path, form(fields)));

async function stored(): Promise<number> {
  // What jobs write into threads meanwhile is nobody's form.
  const entries = world.db.selectFrom('thread_entries').where('kind', 'not in', ['moved', 'decision']);
  return (await entries.select('entry_id').execute()).length;
}

/** The statuses that a form answers each naughty string with, and what may not be read in any answer. */
async function answersTo(strings: string[], send: (text: string) => Promise<Answer>) {
  const answers = await Promise.all(
    strings.map(async (text) => {
      const answer = await send(text);
      return { status: answer.status, leak: leakIn(answer.text, wellFormed(text)) };
    }),
  );
  return {
    statuses: [...new Set(answers.map(({ status }) => status))].sort(),
    leaks: answers.map(({ leak }) => leak).filter((leak) => leak !== null),
  };
}

const refused = { statuses: [400], leaks: [] };

describe('every naughty string, in each field of each form', () => {
  const forms: [string, (text: string) => Promise<Answer>][] = [
    [
      'every field of a message',
      (text) => post(`${young}/say`, { words: '', mood: text, about: text, answer: text, key: text }),
    ],
    [
      'a receipt, typed or stretched',
      (text) => post(`${young}/say/receipt`, { receipt: text, opener: text }),
    ],
    [
      'words added with no receipt',
      (text) => post(`${young}/say/receipt/reply`, { receipt: text, words: text, key: text }),
    ],
    [
      'somebody’s decision',
      (text) => post(`${young}/say/receipt/check-back`, { opener, decision: text, answer: 'yes' }),
    ],
    ['whether we got it right', (text) => post(`${young}/say/receipt/check-back`, { opener, answer: text })],
    ['the same beside a decision', (text) => post(decisionPage, { receipt: text, answer: `${text}.` })],
    ['a receipt beside a decision', (text) => post(decisionPage, { receipt: text, answer: 'yes' })],
  ];

  test.each(forms)('%s: it says what is wrong, and takes nothing', async (_, send) => {
    const before = await stored();
    expect(await answersTo(naughty, send)).toEqual(refused);
    expect(await stored()).toBe(before);
  });

  test('a feeling, a topic and an answer wanted: each of the three is named', async () => {
    const { headers } = form({});
    const told = await Promise.all(
      naughty.map(async (text) => {
        const fields = {
          words: CANARY,
          mood: `${text}.`,
          about: `${text}/${text}`,
          answer: `${text}.`,
          area: `${text}.`,
        };
        const asking = { ...form(fields), headers: { ...headers, accept: 'application/json' } };
        const { text: answer } = await someAtOnce(() => ask(server.origin, `${young}/say`, asking));
        return [...answer.matchAll(/say\.faults\.[\w-]+-unknown/g)].map(([fault]) => fault).sort();
      }),
    );
    const all = ['about', 'about-you', 'answer', 'mood'].map((field) => `say.faults.${field}-unknown`);
    expect(told).toEqual(naughty.map(() => all));
  });

  const desk = '/manchester/desk/sign-in';
  const invited = (text: string) => ({
    username: text,
    invitation: text,
    password: text,
    secret: text,
    code: text,
  });
  test.each<[string, (text: string) => Promise<Answer>]>([
    ['signing in', (text) => post(desk, { username: text, password: text, code: text })],
    ['an invitation', (text) => post(`${desk}/invitation`, invited(text))],
  ])('%s: a password takes a tenth of a second to refuse, so every twelfth', async (_, send) => {
    const sample = naughty.filter((_, place) => place % 12 === 0 || place >= naughty.length - 26);
    expect(await answersTo(sample, send)).toEqual(refused);
  });

  test('every one as a name is nobody’s, and is counted like any other', async () => {
    const limits = openLimits(world.database.environment.DATABASE_URL || null, 1);
    for (const text of naughty.map(wellFormed)) {
      expect(await findCredentials(world.db, 'manchester', text.trim().toLowerCase())).toBeNull();
      expect((await countSignIn(limits, 'manchester', `${text}${text}`, 'a network')).wait >= 0).toBe(true);
    }
    await limits.close();
  });
});

test('nothing of all this is in the log, and nothing broke', () => {
  for (const text of [CANARY, opener, ...naughty.filter(({ length }) => length > 8)])
    expect(server.log().includes(text)).toBe(false);
  expect(server.log()).not.toContain('"stack"');
});
