import { expect, test } from 'vitest';
import { findContentVersions } from '../../src/lib/authorities/authorities.queries.server.ts';
import { answerKept } from '../../src/lib/promise/answer-kept.server.ts';
import { findKeptFigures } from '../../src/lib/promise/kept-answer.queries.server.ts';
import type { KeptAnswer } from '../../src/lib/promise/kept-answer.ts';
import { endedPeriods, periodOf } from '../../src/lib/platform/period.ts';
import { makeWorld } from '../support/world.ts';

/** The story begins on 6 July 2026, in the second quarter. */
const world = makeWorld();

const answer = (commitment: string, said: KeptAnswer, phone: string, clock = world.clock) =>
  answerKept({ db: world.db, clock }, world.authorityId, commitment, said, (quarter) =>
    world.ring.mac('once', 'kept for you', world.authorityId, commitment, quarter, phone),
  );
const stored = (commitment: string) =>
  world.db
    .selectFrom('kept_answers')
    .selectAll()
    .where('authority_id', '=', world.authorityId)
    .where('commitment_id', '=', commitment)
    .execute();
const figures = async (now = world.clock()) => findKeptFigures(world.db, world.authorityId, now);
const inNextQuarter = () => new Date('2026-10-01T09:00:00Z');

/** So many answers of phones of their own. */
async function many(commitment: string, counts: Record<KeptAnswer, number>, clock = world.clock) {
  for (const [said, count] of Object.entries(counts))
    for (let place = 0; place < count; place += 1)
      await answer(commitment, said as KeptAnswer, `${said} ${place}`, clock);
}

test('one phone counts once for each promise and quarter: it can change its mind', async () => {
  await answer('listen', 'yes', 'phone');
  await answer('listen', 'no', 'phone');
  await Promise.all([answer('listen', 'sometimes', 'phone'), answer('listen', 'sometimes', 'phone')]);
  await answer('rights', 'yes', 'phone');
  expect((await stored('listen')).map(({ answer: said }) => said)).toEqual(['sometimes']);
  await answer('listen', 'yes', 'phone', inNextQuarter);
  expect((await stored('listen')).map(({ quarter, answer: said }) => [quarter, said]).sort()).toEqual([
    ['2026-Q2', 'sometimes'],
    ['2026-Q3', 'yes'],
  ]);
});

test('what is kept says nothing of who, nor that two answers are of one phone, nor when in the day', async () => {
  const [listen, later] = await stored('listen');
  const [rights] = await stored('rights');
  expect(new Set([listen?.respondent, later?.respondent, rights?.respondent]).size).toBe(3);
  expect(JSON.stringify([listen, later, rights])).not.toContain('phone');
  expect(listen?.at).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('nothing is shown while the quarter runs; when it is over, it is, and an answer touches no page', async () => {
  const version = async () => (await findContentVersions(world.db)).get(world.authorityId);
  const before = await version();
  await many('meetings', { yes: 22, sometimes: 12, no: 11 });
  expect(await figures()).toEqual(new Map());
  expect((await figures(inNextQuarter())).get('meetings')).toMatchObject({ total: 45 });
  expect(await version()).toBe(before);
});

test('a late answer counts into the quarter that runs, and moves nothing that is shown', async () => {
  const shown = await figures(inNextQuarter());
  expect(shown.has('meetings')).toBe(true);
  await many('meetings', { yes: 1, sometimes: 2, no: 40 }, inNextQuarter);
  expect(await figures(inNextQuarter())).toEqual(shown);
  expect(periodOf(inNextQuarter()).id).toBe('2026-Q3');
  expect(endedPeriods(inNextQuarter(), 4).map(({ id }) => id)).not.toContain('2026-Q3');
});

test('too few are not shown at all, and not told from nobody', async () => {
  await many('skills', { yes: 4, sometimes: 3, no: 2 });
  await many('hobbies', { yes: 30, sometimes: 0, no: 0 });
  const shown = await figures(inNextQuarter());
  expect([shown.has('skills'), shown.has('hobbies'), shown.has('dreams')]).toEqual([false, false, false]);
});

test('answers at one authority show at no other', async () => {
  expect(await findKeptFigures(world.db, 'warrington', inNextQuarter())).toEqual(new Map());
});

test('a promise of another authority is not found, and nothing is written', async () => {
  await expect(answer('champion', 'yes', 'phone')).rejects.toMatchObject({ code: 'not-found' });
  expect(await stored('champion')).toEqual([]);
});
