import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { authorityOf } from '../../src/lib/authorities/authorities.queries.server.ts';
import type { Authority } from '../../src/lib/authorities/authority.ts';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { periodIn, quartersIn } from '../../src/lib/platform/period.ts';
import { hiddenWords } from '../../src/lib/summaries/document.ts';
import { makeSummary, type Wanted } from '../../src/lib/summaries/make-summary.server.ts';
import { commentOnSummary, noteOnSummary } from '../../src/lib/summaries/remark-on-summary.server.ts';
import { savePopulations } from '../../src/lib/summaries/save-populations.server.ts';
import { signOffSummary } from '../../src/lib/summaries/sign-off-summary.server.ts';
import {
  findComments,
  findNotes,
  findSignOffs,
  findSummary,
} from '../../src/lib/summaries/summary.queries.server.ts';
import { templateFacts, type Template } from '../../src/lib/summaries/templates.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
let manchester: Authority;

/** One young person's voice under a theme in a quarter, as release freezes it. */
interface Voice {
  period: string;
  theme: string;
  point: string;
  voice: string;
  language?: string;
  area?: string;
}

const AT: Record<string, string> = { Q1: '05', Q2: '08', Q3: '11', Q4: '02' };

/** A released point of a quarter, with voices behind it. */
async function addPoint(
  period: string,
  theme: string,
  voices: Partial<Voice>[],
  commitment?: string,
): Promise<string> {
  const point = newId();
  const [year = '', quarter = ''] = period.split('-');
  const inYear = quarter === 'Q4' ? Number(year) + 1 : Number(year);
  const releasedAt = `${inYear}-${AT[quarter]}-10T09:00:00.000Z`;
  const own = { authority_id: 'manchester', point_id: point };
  await world.db
    .insertInto('points')
    .values({
      ...own,
      theme_id: theme,
      text: `A made-up point of ${theme} with ${voices.length}`,
      state: 'released',
      voices: voices.length,
      drafted_by: 'a',
      drafted_at: releasedAt,
      released_by: 'b',
      released_at: releasedAt,
      return_reason: null,
      version: 2,
    })
    .execute();
  if (commitment)
    await world.db
      .insertInto('point_commitments')
      .values({ ...own, commitment_id: commitment })
      .execute();
  await world.db
    .insertInto('point_voices')
    .values(
      voices.map((one) => ({
        ...own,
        period,
        theme_id: theme,
        voice: one.voice ?? newId(),
        known: one.voice ? 1 : 0,
        channel: one.voice ? 'signed-in' : 'receipt',
        language: one.language ?? 'en',
        age_band: '',
        area: one.area ?? '',
      })),
    )
    .execute();
  return point;
}

const many = (count: number, rest: Partial<Voice> = {}): Partial<Voice>[] =>
  Array.from({ length: count }, () => rest);

const wanted = (template: Template, id: string, rest: Partial<Wanted['splits']> = {}): Wanted => ({
  period: periodIn(id),
  template,
  splits: { chosen: [], pair: null, ...rest },
});

const make = async (one: Wanted, version = 0) => {
  const id = await makeSummary(world, 'worker', manchester, one, version);
  return findSummary(world.db, 'manchester', id);
};

async function publish(summaryId: string, version = 1): Promise<void> {
  await signOffSummary(world, 'council-one', 'manchester', summaryId, version);
  await signOffSummary(world, 'council-two', 'manchester', summaryId, version);
}

beforeAll(async () => {
  manchester = await authorityOf(world.db, 'manchester');
  // 2024: a whole year of it, so that longer periods have something to add up.
  for (const [quarter, respect, care] of [
    ['2024-Q1', 22, 17],
    ['2024-Q2', 31, 12],
    ['2024-Q3', 14, 26],
    ['2024-Q4', 18, 21],
  ] as const) {
    await addPoint(
      quarter,
      'respect',
      [...many(respect - 6), ...many(6, { language: 'ar', area: 'elsewhere' })],
      'listen',
    );
    await addPoint(quarter, 'care', many(care, { area: 'in-area' }));
    await addPoint(quarter, 'grow', [
      ...many(11),
      { voice: `known-one ${quarter}`, language: 'pl' },
      { voice: `known-two ${quarter}`, language: 'pl' },
    ]);
    // Whoever says more under a theme in a quarter counts once, whatever they told the second time.
    const again = { voice: `known-one ${quarter}`, language: 'ti', area: 'in-area' };
    await addPoint(quarter, 'grow', [again, ...many(7)], 'skills');
    await addPoint(quarter, 'grow', [again, ...many(3)], 'skills');
  }
});

/** The same figures, by SQL of the test's own, which shares nothing with ours. */
async function countsBySql(quarters: string[], column: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ value: string; n: number | string }>`
    select v.value, count(*) as n from (
      select distinct p.theme_id || ' ' || p.voice as one, (
        select ${sql.ref(`q.${column}`)} from point_voices q
        where q.authority_id = p.authority_id and q.theme_id = p.theme_id and q.voice = p.voice
        order by ${sql.ref(`q.${column}`)} desc limit 1) as value
      from point_voices p
      where p.authority_id = 'manchester' and p.period in (${sql.join(quarters)})) v
    group by v.value`.execute(world.db);
  return Object.fromEntries(rows.map(({ value, n }) => [value, Number(n)]));
}

/** Every count in sight is the true one, rounded; every small one is hidden. */
function expectProtected(
  truth: Record<string, number>,
  cells: { at: string[]; shown: unknown }[],
  { smallest }: { smallest: number },
): number {
  let inSight = 0;
  for (const { at, shown } of cells) {
    const count = truth[at[0] === 'not-told' ? '' : (at[0] ?? '')] ?? 0;
    if (count > 0 && count < smallest) expect(['c', 'withheld']).toContain(shown);
    if (typeof shown !== 'number') continue;
    inSight += 1;
    expect(shown).toBe(Math.round(count / 5) * 5);
  }
  return inSight;
}

test.each(['council.2024-H1', 'board.2024-Q3', 'annual.2024-Y'])(
  'the figures of %s are those of a plain sum of its quarters, and add up',
  async (report) => {
    const [template, id] = report.split('.') as [Template, string];
    const splits = { chosen: ['language', 'area'] as const, pair: ['language', 'area'] as const };
    const { body, period, summaryId } = await make(
      wanted(template, id, { chosen: [...splits.chosen], pair: [...splits.pair] }),
    );
    const quarters = quartersIn(period);
    const [byTheme, byLanguage, byArea] = body.tables;
    const themes = await countsBySql(quarters, 'theme_id');
    const { rule } = templateFacts[template];
    expect(expectProtected(themes, byTheme?.cells ?? [], rule)).toBeGreaterThan(1);
    expectProtected(await countsBySql(quarters, 'language'), byLanguage?.cells ?? [], rule);
    expectProtected(await countsBySql(quarters, 'area'), byArea?.cells ?? [], rule);
    const all = Object.values(themes).reduce((sum, count) => sum + count, 0);
    expect(body.total).toBe(Math.round(all / 5) * 5);
    expect(themes.grow).toBe(23 * quarters.length);
    // Ten without a name and one who is behind both points.
    const skills = body.themes
      .flatMap((theme) => theme.commitments)
      .find((one) => one.commitmentId === 'skills');
    expect(skills?.shown).toBe(Math.round((11 * quarters.length) / 5) * 5);
    expect(body.tables.map(({ dimensions }) => dimensions.map(({ id: of }) => of).join('×'))).toEqual([
      'theme',
      'language',
      'area',
      'theme×language',
      'theme×area',
      'language×area',
    ]);
    await world.db.deleteFrom('summaries').where('summary_id', '=', summaryId).execute();
  },
);

test('points are listed by most voices, under counts in sight only; commitments are counted', async () => {
  await addPoint('2025-Q3', 'respect', many(12), 'listen');
  await addPoint('2025-Q3', 'respect', many(15));
  await addPoint('2025-Q3', 'care', many(14));
  await addPoint('2025-Q3', 'support', many(2));
  await addPoint('2025-Q3', 'grow', many(3), 'skills');
  const { body, summaryId } = await make(wanted('board', '2025-Q3'));
  const points = Object.fromEntries(body.themes.map((theme) => [theme.themeId, theme.points]));
  expect(points).toEqual({
    respect: ['A made-up point of respect with 15', 'A made-up point of respect with 12'],
    care: ['A made-up point of care with 14'],
    support: [],
    grow: [],
  });
  const listen = body.themes[0]?.commitments.find(({ commitmentId }) => commitmentId === 'listen');
  expect(listen?.shown).toBe(10);
  await addPoint('2025-Q3', 'care', many(30));
  expect((await findSummary(world.db, 'manchester', summaryId)).body).toEqual(body);
});

test.each([0, 1])('a period with %i messages says so in clear words, and nothing else', async (messages) => {
  const id = messages === 0 ? '2025-Q4' : '2026-Q1';
  if (messages > 0) await addPoint(id, 'care', many(messages), 'healthy');
  const { body } = await make(wanted('board', id));
  expect(body).toMatchObject({ withheld: 'too-few', total: 'withheld' });
  for (const theme of body.themes) {
    expect([theme.shown, theme.points]).toEqual(['withheld', []]);
    expect(theme.commitments.every(({ shown }) => shown === 'withheld')).toBe(true);
  }
});

test('a period that runs, another length, and a split that is ruled out are not made', async () => {
  const refused = { code: 'not-found' };
  await expect(make(wanted('board', '2026-Q2'))).rejects.toMatchObject(refused);
  await expect(make(wanted('council', '2025-Q2'))).rejects.toMatchObject(refused);
  const warrington = await authorityOf(world.db, 'warrington');
  for (const chosen of [['language'], ['age-band']] as const)
    await expect(
      makeSummary(world, 'worker', warrington, wanted('council', '2025-H1', { chosen: [...chosen] })),
    ).rejects.toMatchObject(refused);
});

test('draft, comment, two people sign, published, frozen, corrected by a note', async () => {
  const { summaryId } = await make(wanted('board', '2024-Q1'));
  await commentOnSummary(world, 'council-one', 'manchester', summaryId, 'Say more about Respect.');
  const sign = (actor: string, version: number) =>
    signOffSummary(world, actor, 'manchester', summaryId, version);
  await sign('council-one', 1);
  await expect(sign('council-one', 1)).rejects.toMatchObject({ code: 'not-yourself' });
  await expect(sign('worker', 1)).rejects.toMatchObject({ code: 'not-yourself' });
  await expect(noteOnSummary(world, 'worker', 'manchester', summaryId, 'x')).rejects.toMatchObject({
    code: 'moved-on',
  });
  // Made anew: who signed the old draft has not signed this one.
  await make(wanted('board', '2024-Q1', { chosen: ['area'] }), 1);
  expect(await findSignOffs(world.db, 'manchester', summaryId)).toEqual([]);
  await expect(sign('council-two', 1)).rejects.toMatchObject({ code: 'moved-on' });
  await expect(make(wanted('board', '2024-Q1'), 1)).rejects.toMatchObject({ code: 'moved-on' });
  await expect(make(wanted('board', '2024-Q1'))).rejects.toMatchObject({ code: 'moved-on' });
  await sign('council-two', 2);
  expect((await findSummary(world.db, 'manchester', summaryId)).state).toBe('draft');
  const both = await Promise.allSettled([sign('council-one', 2), sign('council-three', 2)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const published = await findSummary(world.db, 'manchester', summaryId);
  expect([published.state, published.version]).toEqual(['published', 2]);
  await expect(make(wanted('board', '2024-Q1'), 2)).rejects.toMatchObject({ code: 'moved-on' });
  await expect(commentOnSummary(world, 'x', 'manchester', summaryId, 'Late')).rejects.toMatchObject({
    code: 'moved-on',
  });
  await noteOnSummary(world, 'worker', 'manchester', summaryId, 'One point was about Care.');
  expect((await findNotes(world.db, 'manchester', summaryId)).map(({ text }) => text)).toEqual([
    'One point was about Care.',
  ]);
  expect(await findComments(world.db, 'manchester', summaryId)).toMatchObject([
    { personId: 'council-one', version: 1, text: 'Say more about Respect.' },
  ]);
  expect((await findSummary(world.db, 'manchester', summaryId)).body).toEqual(published.body);
  expect(await findBreak(world.db, world.auditKey, 'manchester')).toBeNull();
});

test('earlier times stand beside it only where they are published, in the figures that were shown', async () => {
  const draft = await make(wanted('board', '2024-Q2'));
  expect(draft.body.earlier.map(({ which, period }) => [which, period.id])).toEqual([['before', '2024-Q1']]);
  const before = await world.db
    .selectFrom('summaries')
    .select('summary_id')
    .where('period', '=', '2024-Q1')
    .executeTakeFirstOrThrow();
  const { body } = await findSummary(world.db, 'manchester', before.summary_id);
  expect(draft.body.earlier[0]?.themes).toEqual(
    body.themes.map(({ themeId, shown }) => ({ themeId, shown })),
  );
});

test('groups are laid beside how many there are, and a small group is never told of', async () => {
  const counted = { countedOn: '2026-03-31', source: 'A made-up return' };
  const populations = [
    { value: 'in-area', youngPeople: 380, ...counted },
    { value: 'elsewhere', youngPeople: 210, ...counted },
  ];
  await savePopulations(world, 'worker', 'manchester', 'area', populations);
  await savePopulations(world, 'worker', 'manchester', 'language', [
    { value: 'en', youngPeople: 400, ...counted },
    { value: 'ar', youngPeople: 100, ...counted },
    { value: 'pl', youngPeople: 2, ...counted },
    { value: 'ti', youngPeople: 0, ...counted },
  ]);
  const { body } = await make(wanted('annual', '2024-Y', { chosen: ['area', 'language'] }));
  const verdicts = (split: string) =>
    Object.fromEntries(
      body.equity
        .find(({ breakdown }) => breakdown === split)
        ?.groups.map(({ value, verdict }) => [value, verdict]) ?? [],
    );
  expect(verdicts('area')).toMatchObject({ elsewhere: 'less' });
  expect(verdicts('language')).toMatchObject({ pl: 'cannot-say', ti: 'cannot-say' });
  await savePopulations(world, 'worker', 'manchester', 'area', []);
  const anew = await make(wanted('annual', '2024-Y', { chosen: ['area'] }), 1);
  expect(anew.body.equity).toEqual([]);
  await publish(anew.summaryId, 2);
});

test('a longer report is held against the quarters that are out: what they would tell together is hidden', async () => {
  for (const [quarter, respect, care] of [
    ['2023-Q1', 11, 20],
    ['2023-Q2', 1, 3],
  ] as const) {
    await addPoint(quarter, 'respect', many(respect), 'listen');
    await addPoint(quarter, 'care', many(care));
    await addPoint(quarter, 'support', many(18));
    await addPoint(quarter, 'grow', many(16));
  }
  const shownIn = async (report: Wanted, keep: boolean) => {
    const { body, summaryId } = await make(report);
    if (keep) await publish(summaryId);
    else await world.db.deleteFrom('summaries').where('summary_id', '=', summaryId).execute();
    return body;
  };
  const half = wanted('council', '2023-H1');
  const of = (body: { themes: { themeId: string; shown: unknown }[] }, id: string) =>
    body.themes.find(({ themeId }) => themeId === id)?.shown;
  // By itself the half-year would show about 10.
  expect(of(await shownIn(half, false), 'respect')).toBe(10);
  const first = await shownIn(wanted('board', '2023-Q1'), true);
  const second = await shownIn(wanted('board', '2023-Q2'), true);
  expect([of(first, 'respect'), of(second, 'respect')]).toEqual([10, 'c']);
  // 8 to 12, less 10 to 12: one or two young people in the second quarter.
  const beside = await shownIn(half, true);
  expect(of(beside, 'respect')).not.toBe(10);
  expect(hiddenWords(beside).join(' ')).toContain('somebody could work out');
  expect(beside.themes[0]?.points).toEqual([]);
});
