import { beforeAll, expect, test } from 'vitest';
import {
  indexPoint,
  findNewestReleased,
  searchPoints,
} from '../../src/lib/moderation/point-search.queries.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

/** Released points of two authorities: a common word in each, another in every 50th, one word once. */
const COUNT = 2_300;
const texts = Array.from({ length: COUNT }, (_, place) => {
  const rare = place === 7 ? ' Trampolines, please.' : '';
  return `Young people want to be asked first${place % 50 === 0 ? ' about meetings' : ''}.${rare}`;
});

beforeAll(async () => {
  await world.db.transaction().execute(async (trx) => {
    for (const authorityId of ['manchester', 'cheshire-east'])
      for (const [place, text] of texts.entries()) {
        const releasedAt = new Date(Date.UTC(2026, 0, 1) + place * 60_000).toISOString();
        const pointId = newId(new Date(releasedAt));
        const who = { drafted_by: 'a', drafted_at: releasedAt, released_by: 'b', released_at: releasedAt };
        const row = {
          point_id: pointId,
          theme_id: 'respect',
          text,
          state: 'released',
          voices: 1,
          version: 1,
        };
        await trx
          .insertInto('points')
          .values({ authority_id: authorityId, ...row, ...who, return_reason: null })
          .execute();
        await indexPoint(trx, authorityId, { pointId, text }, releasedAt);
      }
  });
}, 120_000);

/** Every page of a search, one after the other. */
async function all(query: string, size = 20): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; ;) {
    const page = await searchPoints(world.db, 'manchester', query, after, size);
    found.push(...page.points.map(({ text }) => text));
    if (page.next === null) return found;
    after = page.next;
  }
}

test('a word once, some words and a word everywhere are found whole, and of this authority alone', async () => {
  expect(await all('trampoline')).toEqual([texts[7]]);
  expect(await all('MEETING')).toHaveLength(COUNT / 50);
  expect(await all('asked', 500)).toHaveLength(COUNT);
});

test('two words are both there, the newest first', async () => {
  expect(await all('asked meetings')).toEqual(texts.filter((text) => text.includes('meetings')));
  expect(await all('meetings trampolines')).toEqual([]);
  const { points } = await searchPoints(world.db, 'manchester', 'asked', '', 5);
  const times = points.map(({ releasedAt }) => releasedAt);
  expect(times).toEqual(times.toSorted().reverse());
});

test.each(['', ' ', '"', "' or 1=1 --", 'words:', 'asked AND', '(asked', 'asked*', '& | !', '\u0000'])(
  'a search for %j is a search for its words',
  async (query) => {
    const { points } = await searchPoints(world.db, 'manchester', query, 'no such place', 5);
    expect(points.length).toBeLessThanOrEqual(5);
    const first = await searchPoints(world.db, 'manchester', query, '', 5);
    expect(first.points.length > 0).toBe(/asked/.test(query) && !/AND/.test(query));
  },
);

test('all that was released is walked through once, newest first', async () => {
  const seen: string[] = [];
  for (let after = ''; ;) {
    const page = await findNewestReleased(world.db, 'manchester', after, 300);
    seen.push(...page.points.map(({ pointId }) => pointId));
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toHaveLength(COUNT);
  expect(seen).toEqual(seen.toSorted().reverse());
});
