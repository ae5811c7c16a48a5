import { describe, expect, test } from 'vitest';
import { findBreak, findRecentDeeds } from '../../src/lib/audit/audit.server.ts';
import { findContentVersions } from '../../src/lib/authorities/authorities.queries.server.ts';
import { changeStanding } from '../../src/lib/promise/change-standing.server.ts';
import { findOwnerRoles } from '../../src/lib/promise/promise.queries.server.ts';
import { findStandingHistory, findStandings } from '../../src/lib/promise/standing.queries.server.ts';
import type { NewStanding } from '../../src/lib/promise/standing.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

const said = (en: string, rest: Partial<NewStanding> = {}): NewStanding => ({
  kind: 'not-yet',
  ownerRole: 'Head of fostering',
  dueOn: '2026-09-01',
  why: { en },
  ...rest,
});

const change = (commitment: string, from: number, standing: NewStanding, actor = world.staff.editor) =>
  changeStanding(world, actor.personId, world.authorityId, commitment, from, standing);
const history = (commitment: string) => findStandingHistory(world.db, world.authorityId, commitment);
const version = async () => (await findContentVersions(world.db)).get(world.authorityId) ?? 0;

test('nothing is said of any promise when an authority is loaded: nothing is made up for it', async () => {
  expect(await findStandings(world.db, world.authorityId)).toEqual(new Map());
  expect(await findStandings(world.db, 'warrington')).toEqual(new Map());
});

test('the documents name who answers for every promise of Manchester, and not for every one elsewhere', async () => {
  expect((await findOwnerRoles(world.db, 'manchester')).size).toBe(21);
  const cheshire = await findOwnerRoles(world.db, 'cheshire-east');
  expect(cheshire.get('education-plan')).toBe('Head of the Virtual School');
  expect(cheshire.has('believe')).toBe(false);
});

test('each change is a row of its own, dated, recorded, and seen by everyone at once', async () => {
  const before = await version();
  expect(
    await change(
      'listen',
      0,
      said('We have just begun.', { why: { en: 'We have just begun.', ar: 'بدأنا' } }),
    ),
  ).toBeNull();
  world.pass(24);
  expect(await change('listen', 1, said('It works.', { kind: 'kept', dueOn: null }))).toBeNull();
  expect(await version()).toBe(before + 2);
  const all = await history('listen');
  expect(all.map(({ number, kind, dueOn, why }) => [number, kind, dueOn, why])).toEqual([
    [2, 'kept', null, { en: 'It works.' }],
    [1, 'not-yet', '2026-09-01', { en: 'We have just begun.', ar: 'بدأنا' }],
  ]);
  expect(all[0]?.changedAt.slice(0, 10)).toBe('2026-07-07');
  expect((await findStandings(world.db, world.authorityId)).get('listen')?.number).toBe(2);
  const deeds = await findRecentDeeds(world.db, world.authorityId, 2);
  expect(deeds.map(({ action, object, meta }) => [action, object, JSON.parse(meta)])).toEqual([
    ['standing.changed', 'commitment:listen', { standing: 'kept', number: '2' }],
    ['standing.changed', 'commitment:listen', { standing: 'not-yet', number: '1' }],
  ]);
  expect(JSON.stringify(deeds)).not.toContain('It works.');
  expect(await findBreak(world.db, world.auditKey, world.authorityId)).toBeNull();
});

describe('two at once', () => {
  const second = () => world.staff['decision-owner'];

  test('the second gets what the first said, and nothing is overwritten', async () => {
    expect(await change('meetings', 0, said('The first.'))).toBeNull();
    const overtaken = await change('meetings', 0, said('The second.'), second());
    expect(overtaken?.by.why.en).toBe('The first.');
    expect((await history('meetings')).map(({ why }) => why.en)).toEqual(['The first.']);
    expect(await change('meetings', 1, said('Both.'), second())).toBeNull();
  });

  test('at the very same moment one is written and the other is told', async () => {
    const outcomes = await Promise.all([
      change('decisions', 0, said('One.')),
      change('decisions', 0, said('Other.'), second()),
    ]);
    const [written] = await history('decisions');
    expect(await history('decisions')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== null)?.by).toEqual(written);
  });

  test('the same form sent twice is one change, also at the same moment', async () => {
    const twice = [change('healthy', 0, said('Once.')), change('healthy', 0, said('Once.'))];
    expect(await Promise.all(twice)).toEqual([null, null]);
    expect(await change('healthy', 0, said('Once.'))).toBeNull();
    expect(await history('healthy')).toHaveLength(1);
  });

  test('the same words of somebody else are a conflict still: both believe they said it', async () => {
    expect(await change('rights', 0, said('Same.'))).toBeNull();
    expect((await change('rights', 0, said('Same.'), second()))?.by.changedBy).toBe(
      world.staff.editor.personId,
    );
  });
});

test('a promise there is not, or of another authority, is not found; nor is a number out of nowhere', async () => {
  await expect(change('nothing', 0, said('x'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(change('champion', 0, said('x'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(change('skills', 7, said('x'))).rejects.toMatchObject({ code: 'moved-on' });
  expect(await history('skills')).toEqual([]);
});
