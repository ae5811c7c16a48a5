import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeStanding } from '../../src/lib/promise/change-standing.server.ts';
import { answerKept } from '../../src/lib/promise/answer-kept.server.ts';
import type { KeptAnswer } from '../../src/lib/promise/kept-answer.ts';
import { wellFormed } from '../../src/lib/platform/forms.ts';
import { upsertTexts } from '../../src/lib/authorities/texts.queries.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { endedPeriods } from '../../src/lib/platform/period.ts';
import { ask, form } from '../support/ask.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { leakIn, naughty, unescaped } from '../support/naughty.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let editor: Client;
let owner: Client;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  editor = await clientOf(server.origin, world.db, world.staff.editor);
  owner = await clientOf(server.origin, world.db, world.staff['decision-owner']);
}, 120_000);

afterAll(() => server?.stop());

const young = () => makeClient(server.origin);
const read = async (path: string) => (await young().get(path)).text;
const desk = (commitment: string) => `/manchester/desk/standings/${commitment}`;
const in2Years = new Date(Date.now() + 730 * 86_400_000).toISOString().slice(0, 10);

const said = (words: string, rest: Record<string, string> = {}) => ({
  number: '0',
  standing: 'not-yet',
  dueOn: in2Years,
  owner: 'Head of fostering',
  'why-en': words,
  ...rest,
});

describe('a standing', () => {
  test('that the council has not given is said so, and nothing is made up', async () => {
    const page = await read('/manchester/en/promise/skills');
    expect(page).toContain('The council has not said yet');
    expect(page).toContain('Not enough answers to show yet');
    expect(page).toContain('The “Help you grow” group');
    expect(await read('/warrington/en/promise/drop-in')).toContain('The council has not said who');
  });

  test('changed at the desk is on the page at once, with its day, and what was said before stays', async () => {
    const first = await editor.post(desk('listen'), said('We have only begun.'));
    expect([first.status, first.location]).toEqual([303, desk('listen')]);
    expect(await read('/manchester/en/promise/listen')).toContain('We have only begun.');
    const second = said('We write back to you.', {
      number: '1',
      standing: 'kept',
      owner: 'The listening team',
    });
    expect((await owner.post(desk('listen'), second)).status).toBe(303);
    const page = await read('/manchester/en/promise/listen');
    for (const part of [
      'We write back to you.',
      'The listening team',
      'We have only begun.',
      'data-standing="kept"',
    ])
      expect([part, page.includes(part)]).toEqual([part, true]);
    expect(await read('/manchester/en/promise/theme/respect')).toContain('data-standing="kept"');
    expect(await read('/manchester/en/promise')).toContain('1 kept');
    const arabic = await read('/manchester/ar/promise/listen');
    expect(arabic).toMatch(/<span lang="en" dir="ltr">We write back to you\.<\/span>/);
  });

  test('with a fault is not taken, and all that was typed is there again', async () => {
    const typed = said('', { standing: 'kept', owner: 'A role typed here', 'why-ar': 'كلمات' });
    const { status, text } = await editor.post(desk('dreams'), typed);
    expect(status).toBe(400);
    for (const part of ['Say why, in plain words.', 'A role typed here', 'كلمات', in2Years])
      expect([part, text.includes(part)]).toEqual([part, true]);
    expect(text).toMatch(/value="kept"[^>]*checked/);
    const person = await editor.post(desk('dreams'), said('Why', { owner: 'Made-up administrator' }));
    expect([person.status, person.text.includes('Name a role, not a person')]).toEqual([400, true]);
    expect(await read('/manchester/en/promise/dreams')).toContain('The council has not said yet');
  });

  test('that two change at once: the second sees both texts, and can save on top of the first', async () => {
    expect((await editor.post(desk('hobbies'), said('What the first wrote.'))).status).toBe(303);
    const overtaken = await owner.post(desk('hobbies'), said('What the second wrote.'));
    expect(overtaken.status).toBe(409);
    for (const part of [
      'What the first wrote.',
      'What the second wrote.',
      'Made-up editor',
      'name="number" value="1"',
    ])
      expect([part, overtaken.text.includes(part)]).toEqual([part, true]);
    expect(await read('/manchester/en/promise/hobbies')).not.toContain('What the second wrote.');
    const again = await owner.post(desk('hobbies'), said('What the second wrote.', { number: '1' }));
    expect(again.status).toBe(303);
    const page = await read('/manchester/en/promise/hobbies');
    expect([page.includes('What the first wrote.'), page.includes('What the second wrote.')]).toEqual([
      true,
      true,
    ]);
  });

  test('that is late says so everywhere', async () => {
    const standing = {
      kind: 'not-yet',
      ownerRole: 'A role',
      dueOn: '2026-07-10',
      why: { en: 'Soon.' },
    } as const;
    await changeStanding(world, world.staff.editor.personId, 'manchester', 'decisions', 0, standing);
    expect(await read('/manchester/en/promise/decisions')).toContain(
      'It should have been done by 10 July 2026.',
    );
    expect(await read('/manchester/en/promise/theme/respect')).toContain('Not yet · Late');
    const { text } = await editor.get('/manchester/desk/standings');
    expect(text).toContain('Late');
    expect(text.indexOf('We will make plans about your life')).toBeLessThan(
      text.indexOf('We will help you kindly'),
    );
    expect((await editor.get('/manchester/desk')).text).toMatch(/<strong>1<\/strong> promises that are late/);
  });

  test('of a promise there is not is not found', async () => {
    expect((await editor.get(desk('nothing'))).status).toBe(404);
    expect((await editor.post(desk('nothing'), said('x'))).status).toBe(404);
  });

  test('is text, whatever is in it', async () => {
    const typed = naughty
      .map((text) => wellFormed(text).trim())
      .filter((text) => text !== '' && text.length <= 600);
    const form = await editor.post(desk('rights'), said('<script>alert(1)</script> & <b>why</b>'));
    expect(form.status).toBe(303);
    for (const [place, en] of typed.entries()) {
      const standing = { kind: 'kept', ownerRole: en.slice(0, 100), dueOn: null, why: { en } } as const;
      const person = world.staff.editor.personId;
      await changeStanding(world, person, 'manchester', 'rights', place + 1, standing).catch(
        (fault: unknown) => {
          throw new Error(`${place} ${JSON.stringify(en)}`, { cause: fault });
        },
      );
    }
    const pages = [await read('/manchester/en/promise/rights'), (await editor.get(desk('rights'))).text];
    for (const page of pages) {
      expect(page).not.toContain('<script>alert(1)');
      expect(page).toContain('&lt;script>alert(1)&lt;/script>');
      expect(typed.filter((text) => leakIn(page, text) !== null)).toEqual([]);
      const seen = unescaped(page);
      expect(typed.filter((text) => !seen.includes(text))).toEqual([]);
      expect(seen).toContain('<script>alert(1)</script> & <b>why</b>');
    }
  });
});

describe('“is this being kept for you?”', () => {
  const at = '/manchester/en/promise/meetings/kept-for-you';
  const PHONE = 'p'.repeat(22);
  const stored = () =>
    world.db.selectFrom('kept_answers').selectAll().where('commitment_id', '=', 'meetings').execute();

  test('one tap without JavaScript is answered with thanks, can be changed, and counts once', async () => {
    const page = await read('/manchester/en/promise/meetings');
    expect(page.match(/<button name="answer"/g)).toHaveLength(3);
    expect(page).toContain('name="phone" value=""');
    const tapped = await young().post(at, { phone: '', answer: 'yes' });
    expect([tapped.status, tapped.location]).toEqual([
      303,
      expect.stringMatching(/kept-for-you\?phone=[\w-]{22}$/),
    ]);
    const thanks = await young().get(tapped.location?.replace(server.origin, '') ?? '');
    expect([thanks.status, thanks.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(thanks.text).toContain('Thank you. We have your answer.');
    const phone = /name="phone" value="([\w-]{22})"/.exec(thanks.text)?.[1] ?? '';
    for (const answer of ['no', 'no', 'sometimes']) {
      const changed = await young().post(at, { phone, answer });
      expect([changed.status, changed.text.includes('Thank you.')]).toEqual([200, true]);
      expect(changed.text).toMatch(new RegExp(`value="${answer}"[^>]*aria-pressed="true"`));
    }
    expect((await stored()).map(({ answer }) => answer)).toEqual(['sometimes']);
    expect(JSON.stringify(await stored())).not.toContain(phone);
  });

  test('sent many times at once from one phone it is there once', async () => {
    const before = (await stored()).length;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => young().post(at, { phone: PHONE, answer: 'yes' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await stored()).toHaveLength(before + 1);
  });

  test.each([{}, { answer: '' }, { answer: 'maybe' }, { answer: '<script>', phone: PHONE }])(
    'with nothing to count (%j) it says what to do',
    async (fields) => {
      const before = await stored();
      const { status, text } = await young().post(at, fields as Record<string, string>);
      expect([status, text.includes('Tap yes, sometimes or no.')]).toEqual([400, true]);
      expect(await stored()).toEqual(before);
    },
  );

  test('a phone that calls itself something odd is given a name, and never believed', async () => {
    const { status, text, location } = await young().post(at, {
      answer: 'yes',
      phone: '"><script>x</script>',
    });
    expect([status, text.includes('<script>x'), location?.includes('script')]).toEqual([303, false, false]);
    const odd = await young().get(`${at}?phone=%22%3E%3Cscript%3E`);
    expect([odd.status, odd.location]).toEqual([303, '/manchester/en/promise/meetings']);
  });

  test('the page of thanks is nobody’s who did not answer; an unknown promise is not found', async () => {
    const bare = await young().get(at);
    expect([bare.status, bare.location]).toEqual([303, '/manchester/en/promise/meetings']);
    const unknown = await young().post('/manchester/en/promise/nothing/kept-for-you', { answer: 'yes' });
    expect(unknown.status).toBe(404);
    expect((await young().get('/manchester/en/promise/nothing/kept-for-you?phone=' + PHONE)).status).toBe(
      404,
    );
  });

  test('too many at once from one network wait, are told so, and nobody else waits', async () => {
    const tap = (place: number) =>
      ask(server.origin, at, form({ phone: String(place).padStart(22, 'n'), answer: 'yes' }, '127.9.1.1'));
    const answers = await Promise.all(Array.from({ length: 130 }, (_, place) => tap(place)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.text).toMatch(/We have not got yours yet\. Wait \d+ seconds\. Then tap again\./);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(10);
    expect((await ask(server.origin, at, form({ answer: 'yes', phone: PHONE }, '127.9.2.1'))).status).toBe(
      200,
    );
  });

  test('what comes out is of quarters that are over; the two sides stand side by side', async () => {
    const [last] = endedPeriods(new Date(), 1);
    const then = () => new Date(`${last?.from}T12:00:00Z`);
    const counts: Record<KeptAnswer, number> = { yes: 21, sometimes: 13, no: 12 };
    const { db } = world;
    for (const [answer, count] of Object.entries(counts))
      for (let place = 0; place < count; place += 1)
        await answerKept(
          { db, clock: then },
          'warrington',
          'named-worker',
          answer as KeptAnswer,
          () => `${answer} ${place}`,
        );
    const page = await read('/warrington/en/promise/named-worker');
    expect(page.match(/<section class="side/g)).toHaveLength(2);
    for (const part of ['44%', '33%', '22%', 'About 45 answers', 'The council has not said yet'])
      expect([part, page.includes(part)]).toEqual([part, true]);
    expect(await read('/warrington/en/promise/theme/adult-lives')).toContain('44% say yes');
    expect(await read('/manchester/en/promise/meetings')).toContain('Not enough answers to show yet');
  });
});

describe('a theme', () => {
  const idsOn = (page: string) =>
    [...page.matchAll(/href="\/manchester\/en\/promise\/([\w-]+)"/g)].map(([, id]) => id);

  /** A released point about one commitment, with so many young people behind it. */
  async function point(commitmentId: string, voices: number, releasedAt: string) {
    const key = { authority_id: 'manchester', point_id: newId() };
    const by = world.staff['council-member'].personId;
    const drafted = { theme_id: 'support', text: 'A made-up point.', state: 'released', voices, version: 1 };
    const dates = { drafted_by: by, drafted_at: releasedAt, released_by: by, released_at: releasedAt };
    await world.db
      .insertInto('points')
      .values({ ...key, ...drafted, ...dates, return_reason: null })
      .execute();
    await world.db
      .insertInto('point_commitments')
      .values({ ...key, commitment_id: commitmentId })
      .execute();
  }

  test('begins with what young people spoke of most, from five on and in quarters that are over', async () => {
    const [last, before] = endedPeriods(new Date(), 2);
    await point('your-path', 3, `${before?.from}T12:00:00.000Z`);
    await point('your-path', 3, `${last?.from}T12:00:00.000Z`);
    await point('dreams', 9, `${last?.from}T12:00:00.000Z`);
    await point('fewer-moves', 4, `${last?.from}T12:00:00.000Z`);
    await point('hobbies', 40, new Date().toISOString());
    expect(idsOn(await read('/manchester/en/promise/theme/support'))).toEqual([
      'dreams',
      'your-path',
      'named-teacher',
      'fewer-moves',
      'hobbies',
    ]);
  });

  test('of more than ten shows ten, and the rest when it is asked for', async () => {
    for (let place = 1; place <= 9; place += 1) {
      const key = { authority_id: 'manchester', commitment_id: `extra-${place}` };
      const source = { source_key: 'mcs', source_section: null };
      await world.db
        .insertInto('commitments')
        .values({ ...key, ...source, theme_id: 'grow', ref: `X-${place}`, position: 900 + place })
        .execute();
      const fields = { title: `Extra ${place}`, meaning: 'Made up.' };
      const text = {
        kind: 'commitment',
        itemId: key.commitment_id,
        lang: 'en',
        fields,
        madeFrom: null,
      } as const;
      await world.db.transaction().execute((trx) => upsertTexts(trx, 'manchester', text, new Date()));
    }
    const page = await read('/manchester/en/promise/theme/grow');
    const [onScreen = '', behind = ''] = page.split('<details class="rest"');
    expect([idsOn(onScreen).length, idsOn(behind).length]).toEqual([10, 2]);
  });
});

test('a theme there is not is not found, and phones keep every theme but nobody’s thanks', async () => {
  expect((await young().get('/manchester/en/promise/theme/nothing')).status).toBe(404);
  expect((await young().get('/manchester/en/promise/theme')).status).toBe(404);
  const { pages } = JSON.parse(await read('/manchester/en/kept/pages.json')) as {
    pages: Record<string, string>;
  };
  const kept = Object.keys(pages);
  expect(kept.filter((path) => path.includes('/promise/theme/'))).toHaveLength(4);
  expect(kept.filter((path) => path.includes('kept-for-you'))).toEqual([]);
});
