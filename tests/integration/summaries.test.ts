import { expect, test } from 'vitest';
import { findAuthority } from '../../src/lib/authorities/authorities.queries.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { endedPeriods, parsePeriod, type Period } from '../../src/lib/platform/period.ts';
import { makeSummary, signOffSummary } from '../../src/lib/summaries/summarise.server.ts';
import { findSummary } from '../../src/lib/summaries/summary.queries.server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

async function authority() {
  const found = await findAuthority(world.db, 'manchester');
  if (!found) throw new Error('Manchester should be there.');
  return found;
}

async function addReleased(
  themeId: string,
  voices: number,
  releasedAt: string,
  commitmentId?: string,
): Promise<void> {
  const pointId = newId();
  await world.db
    .insertInto('points')
    .values({
      authority_id: 'manchester',
      point_id: pointId,
      theme_id: themeId,
      text: `A point of ${voices}`,
      state: 'released',
      voices,
      drafted_by: 'a',
      drafted_at: releasedAt,
      released_by: 'b',
      released_at: releasedAt,
      return_reason: null,
      version: 2,
    })
    .execute();
  if (!commitmentId) return;
  await world.db
    .insertInto('point_commitments')
    .values({ authority_id: 'manchester', point_id: pointId, commitment_id: commitmentId })
    .execute();
}

const quarter = (id: string): Period => {
  const period = parsePeriod(id);
  if (!period) throw new Error(`${id} is no quarter.`);
  return period;
};

test('a summary counts young people by theme, hides small numbers and is frozen', async () => {
  await addReleased('respect', 12, '2026-05-01T09:00:00.000Z', 'listen');
  await addReleased('care', 9, '2026-05-02T09:00:00.000Z');
  await addReleased('support', 2, '2026-05-03T09:00:00.000Z');
  await addReleased('grow', 3, '2026-05-04T09:00:00.000Z', 'skills');
  await addReleased('grow', 30, '2026-07-01T09:00:00.000Z');
  const id = await makeSummary(world, 'worker', await authority(), quarter('2026-Q1'));
  const { body } = await findSummary(world.db, 'manchester', id);
  expect(body).toMatchObject({ withheld: null, total: 25 });
  const shown = Object.fromEntries(body.themes.map((theme) => [theme.themeId, theme.shown]));
  expect(shown).toEqual({ respect: 10, care: 10, support: 'c', grow: 'c' });
  const listed = body.themes.filter((theme) => theme.points.length > 0).map((theme) => theme.themeId);
  expect(listed).toEqual(['respect', 'care']);
  const listen = body.themes[0]?.commitments.find(({ commitmentId }) => commitmentId === 'listen');
  expect(listen?.shown).toBe(10);
  await addReleased('respect', 40, '2026-06-30T22:59:59.000Z');
  expect((await findSummary(world.db, 'manchester', id)).body).toEqual(body);
  await expect(makeSummary(world, 'worker', await authority(), quarter('2026-Q1'))).rejects.toMatchObject({
    code: 'moved-on',
  });
});

test('a quarter that still runs is not summarised', async () => {
  await expect(makeSummary(world, 'worker', await authority(), quarter('2026-Q2'))).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('fewer than ten young people: no numbers, and nothing to count', async () => {
  await addReleased('care', 9, '2025-11-05T09:00:00.000Z', 'healthy');
  const id = await makeSummary(world, 'worker', await authority(), quarter('2025-Q3'));
  const { body } = await findSummary(world.db, 'manchester', id);
  expect(body).toMatchObject({ withheld: 'too-few', total: null });
  expect(
    body.themes.every(
      (theme) => theme.shown === null && theme.commitments.every((one) => one.shown === null),
    ),
  ).toBe(true);
  expect(body.themes.every((theme) => theme.points.length === 0)).toBe(true);
});

test('a summary is signed off once', async () => {
  const [newest] = endedPeriods(world.clock(), 4).filter(({ id }) => id === '2025-Q4');
  if (!newest) throw new Error('The quarter should have ended.');
  const id = await makeSummary(world, 'worker', await authority(), newest);
  await signOffSummary(world, 'council', 'manchester', id);
  expect((await findSummary(world.db, 'manchester', id)).signedOffBy).toBe('council');
  await expect(signOffSummary(world, 'other', 'manchester', id)).rejects.toMatchObject({ code: 'moved-on' });
});
