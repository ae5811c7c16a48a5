import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { countNow, countsOf } from '../../src/lib/reviews/review-counts.queries.server.ts';
import type { Term } from '../../src/lib/reviews/default-jargon.ts';
import { jargonOf } from '../../src/lib/reviews/jargon.queries.server.ts';
import { findReview } from '../../src/lib/reviews/reviews.queries.server.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { aReview } from '../support/reviews.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { addStaff, makeWorld, type Staff } from '../support/world.ts';

const world = makeWorld();
const REVIEWS = '/manchester/desk/reviews';
let server: RunningServer;
let officer: Client;
let lead: Client;
let elsewhere: Staff;

/** So many reviews of one series, held on a day, in time or late. */
async function held(
  many: number,
  heldOn: string,
  code: string | null,
  rest: Partial<{ dueOn: string; seriesId: string; authorityId: string; state: string }> = {},
) {
  const seriesId = rest.seriesId ?? (await aReview(world)).seriesId;
  const row = () => ({
    authority_id: rest.authorityId ?? 'manchester',
    review_id: newId(),
    series_id: seriesId,
    number: 1,
    due_on: rest.dueOn ?? heldOn,
    rule: 'six-months',
    state: rest.state ?? 'held',
    held_on: heldOn,
    code,
    version: 1,
  });
  await world.db
    .insertInto('reviews')
    .values(Array.from({ length: many }, row))
    .execute();
}

async function issues(many: number, raisedOn: string, theme: string, outcome: string | null) {
  const row = () => ({
    authority_id: 'manchester',
    issue_id: newId(),
    review_id: newId(),
    theme,
    raised_by: world.staff['reviewing-officer'].personId,
    raised_on: raisedOn,
    outcome,
    resolved_on: outcome ? raisedOn : null,
    version: 1,
  });
  await world.db
    .insertInto('practice_issues')
    .values(Array.from({ length: many }, row))
    .execute();
}

const fieldsOf = (html: string) => ({ version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '' });
const deedsOn = async (object: string) =>
  (
    await world.db
      .selectFrom('audit_entries')
      .select(['action', 'actor', 'meta'])
      .where('object', '=', object)
      .orderBy('seq')
      .execute()
  ).map(({ action, actor, meta }) => [action, actor, JSON.parse(meta)] as const);

beforeAll(async () => {
  elsewhere = await addStaff(world.db, 'warrington');
  server = await startServer(world.database.environment);
  officer = await clientOf(server.origin, world.db, world.staff['reviewing-officer']);
  lead = await clientOf(server.origin, world.db, world.staff['service-lead']);
}, 120_000);
afterAll(() => server?.stop());

describe('how they took part', () => {
  test('is suggested, refused where it cannot be, confirmed, corrected, and closed at hand-over', async () => {
    const { reviewId } = await aReview(world, { state: 'held', heldOn: '2026-11-02' });
    const address = `${REVIEWS}/${reviewId}/participation`;
    const page = await officer.get(address);
    expect(page.text).toContain('No views were sent here');
    expect(page.text).not.toMatch(/type="radio"[^>]*checked/);
    const { version } = fieldsOf(page.text);
    const spoke = { version, came: 'all', conveyed: 'spoke', age: 'older' };
    const refused: [Record<string, string>, string][] = [
      [spoke, 'rule 167'],
      [{ ...spoke, code: 'PN0' }, 'rule 440'],
      [{ ...spoke, age: 'under', code: 'PN1' }, 'rule 441'],
      [{ ...spoke, code: 'PN7' }, 'not what you say happened'],
      [{ ...spoke, came: 'not', code: 'PN6' }, 'cannot have spoken there'],
      [{ ...spoke, code: 'PN9' }, 'Choose a code'],
    ];
    for (const [fields, words] of refused) {
      const { status, text } = await officer.post(address, fields);
      expect([status, text.includes(words)]).toEqual([400, true]);
      expect(text).toMatch(/value="spoke" checked/);
    }
    expect(await deedsOn(reviewId)).toEqual([]);
    expect((await officer.post(address, { ...spoke, code: 'PN1' })).status).toBe(303);
    // From a page that was opened before: somebody was quicker.
    expect((await officer.post(address, { ...spoke, code: 'PN1' })).status).toBe(409);
    const again = await officer.get(address);
    expect(again.text).toContain('data-code-suggested="PN1"');
    const late = { ...fieldsOf(again.text), came: 'not', conveyed: 'briefed', age: 'older', code: 'PN5' };
    expect((await officer.post(address, late)).status).toBe(303);
    const me = world.staff['reviewing-officer'].personId;
    expect(await deedsOn(reviewId)).toEqual([
      ['review.code-confirmed', me, { code: 'PN1' }],
      ['review.code-corrected', me, { code: 'PN5', before: 'PN1' }],
    ]);
    const { code, came, underFour } = await findReview(world.db, 'manchester', reviewId);
    expect([code, came, underFour]).toEqual(['PN5', 'not', false]);
    await world.db
      .updateTable('reviews')
      .set({ handed_over_at: '2026-11-20T09:00:00.000Z' })
      .where('review_id', '=', reviewId)
      .execute();
    // A file that was taken out is in no case system yet.
    expect((await officer.get(address)).text).not.toContain('data-code-closed');
    expect((await officer.post(address, { ...late, version: '3' })).status).toBe(303);
    await world.db
      .updateTable('reviews')
      .set({ handed_over_as: 'LL-1' })
      .where('review_id', '=', reviewId)
      .execute();
    const closed = await officer.get(address);
    expect(closed.text).toContain('data-code-closed');
    expect(closed.text).not.toContain('type="radio"');
    const after = await officer.post(address, { ...late, version: '4' });
    expect([after.status, after.text.includes('was handed over')]).toEqual([400, true]);
  });

  test('on the fourth birthday both pass; views that were sent are counted, not shown', async () => {
    const { reviewId } = await aReview(world, { state: 'held', heldOn: '2026-11-03' });
    const address = `${REVIEWS}/${reviewId}/participation`;
    const views = { authority_id: 'manchester', views_id: newId(), review_id: reviewId };
    await world.db
      .insertInto('views')
      .values({
        ...views,
        received_at: '2026-11-01T09:00:00.000Z',
        lang: 'en',
        age: '8-12',
        receipt_lookup: newId(),
        idem_hash: newId(),
        payload_mac: 'x',
        danger: 0,
      })
      .execute();
    // Nobody answered anything yet: whoever has only a code reads the record that way.
    expect((await officer.get(address)).text).toContain('No views were sent here');
    const answer = { answer_id: newId(), place: 1, audience: 'officer', sealed: 'x' };
    const { authority_id, views_id } = views;
    await world.db
      .insertInto('views_answers')
      .values({ authority_id, views_id, ...answer })
      .execute();
    const page = await officer.get(address);
    expect(page.text).toContain('Views were sent here for it, once.');
    const turned = { came: 'not', conveyed: 'nothing', age: 'turned' };
    const zero = await officer.post(address, { ...turned, ...fieldsOf(page.text), code: 'PN0' });
    expect(zero.status).toBe(303);
    const kept = await officer.get(address);
    expect(kept.text).toMatch(/value="turned" checked/);
    expect(kept.text).toContain('data-code-suggested="PN6"');
    const six = await officer.post(address, { ...turned, ...fieldsOf(kept.text), code: 'PN6' });
    expect(six.status).toBe(303);
  });

  test('has no code before it was held, and nobody but its officer gets there', async () => {
    const { reviewId } = await aReview(world);
    const fields = { version: '1', came: 'all', conveyed: 'spoke', age: 'older', code: 'PN1' };
    for (const page of ['participation', 'issues']) {
      const address = `${REVIEWS}/${reviewId}/${page}`;
      expect((await officer.get(address)).status).toBe(200);
      const second = await clientOf(server.origin, world.db, await secondOfficer());
      const worker = await clientOf(server.origin, world.db, world.staff.worker);
      const foreign = await clientOf(server.origin, world.db, elsewhere['reviewing-officer']);
      for (const client of [second, worker, foreign]) {
        expect((await client.get(address)).status).toBe(404);
        expect((await client.post(address, { ...fields, theme: 'plan' })).status).toBe(404);
      }
    }
    const early = await officer.post(`${REVIEWS}/${reviewId}/participation`, fields);
    expect([early.status, early.text.includes('not marked as held')]).toEqual([400, true]);
    expect(await deedsOn(reviewId)).toEqual([]);
  });
});

/** Another officer of the same authority. */
async function secondOfficer() {
  const person = {
    personId: newId(),
    authorityId: 'manchester',
    username: `officer-${newId().slice(-6)}`,
    displayName: 'Made-up second officer',
    roles: ['reviewing-officer' as const],
  };
  await world.db.transaction().execute((trx) => insertPerson(trx, person, new Date()));
  return person;
}

test('a practice issue is raised and resolved from closed lists, by the review’s officer', async () => {
  const { reviewId } = await aReview(world);
  const address = `${REVIEWS}/${reviewId}/issues`;
  const nothing = await officer.post(address, { theme: 'made-up' });
  expect([nothing.status, nothing.text.includes('Choose what it is about')]).toEqual([400, true]);
  // Pressed twice: it is raised once.
  const twice = await Promise.all([1, 2].map(() => officer.post(address, { theme: 'visits' })));
  expect(twice.map(({ status }) => status)).toEqual([303, 303]);
  const page = await officer.get(address);
  expect(page.text).toContain('It is open.');
  const issue = /name="issue" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const open = await officer.post(address, { issue, version: '1', outcome: '' });
  expect([open.status, open.text.includes('Choose how it ended')]).toEqual([400, true]);
  expect((await officer.post(address, { issue, version: '1', outcome: 'partly' })).status).toBe(303);
  expect((await officer.post(address, { issue, version: '1', outcome: 'manager' })).status).toBe(409);
  const other = await aReview(world);
  const wrong = await officer.post(`${REVIEWS}/${other.reviewId}/issues`, {
    issue,
    version: '2',
    outcome: 'manager',
  });
  expect(wrong.status).toBe(404);
  expect((await deedsOn(reviewId)).map(([action]) => action)).toEqual([
    'review.issue-raised',
    'review.issue-resolved',
  ]);
});

test('the file for the return has the officer’s own confirmed codes, and the page says what is missing', async () => {
  const second = await secondOfficer();
  const client = await clientOf(server.origin, world.db, second);
  const mine = { officerId: second.personId, state: 'held' as const };
  const coded = await aReview(world, { ...mine, heldOn: '2026-05-09', code: 'PN6' });
  const uncoded = await aReview(world, { ...mine, heldOn: '2026-05-10' });
  await aReview(world, { state: 'held', heldOn: '2026-05-09', code: 'PN1' });
  const pathway = await aReview(world, { ...mine, heldOn: '2026-05-09', code: 'PN1' });
  const set = (seriesId: string, changed: { reference?: string; kind?: string }) =>
    world.db.updateTable('review_series').set(changed).where('series_id', '=', seriesId).execute();
  await set(coded.seriesId, { reference: '=2+3' });
  await set(uncoded.seriesId, { reference: 'UNCODED-1' });
  await set(pathway.seriesId, { kind: 'pathway' });
  const days = '?from=2026-05-09&to=2026-05-10';
  const page = await client.get(`${REVIEWS}/export${days}`);
  expect(page.text).toContain('data-codes-missing="1"');
  expect(page.text).toContain('UNCODED-1');
  expect(page.text).toContain('one review');
  const file = await client.get(`${REVIEWS}/export.csv${days}`);
  expect(file.text.replace('\uFEFF', '')).toBe(
    `"CHILD","REVIEW","REVIEW_CODE"\r\n"'=2+3","09/05/2026","PN6"\r\n`,
  );
  expect(file.headers.get('content-disposition')).toContain('attachment');
  const [deed] = await deedsOn(second.personId);
  expect(deed?.[2]).toEqual({ from: '2026-05-09', to: '2026-05-10', reviews: '1' });
  const bad = await client.get(`${REVIEWS}/export.csv?from=2026-05-09&to=2026-02-30`);
  expect([bad.status, bad.text]).toEqual([400, 'Give the last day, like 2027-03-31.']);
  expect((await client.get(`${REVIEWS}/export?from=x&to=y`)).text).toContain('Give the first day');
});

test('words to leave out are the list that comes with the app, with the council’s own laid over it', async () => {
  const editor = await clientOf(server.origin, world.db, world.staff.editor);
  const address = `${REVIEWS}/jargon`;
  const term = (words: Term[], one: string) => words.find((word) => word.term === one);
  const before = await jargonOf(world.db, 'manchester');
  expect(term(before, 'PEP')).toBeDefined();
  const bad = await editor.post(address, { term: 'IRO', plain: 'your iro' });
  expect([bad.status, bad.text.includes('have the word itself in them')]).toEqual([400, true]);
  expect(bad.text).toContain('value="your iro"');
  const plain = 'the plan for how school helps';
  expect((await editor.post(address, { listed: 'PEP', term: 'PEP', plain })).status).toBe(303);
  expect((await editor.post(address, { term: 'Strat meeting', plain: 'a meeting of adults' })).status).toBe(
    303,
  );
  expect((await editor.post(address, { term: 'contact', plain: 'x', act: 'take-off' })).status).toBe(303);
  expect((await editor.post(address, { term: 'contact', act: 'take-off' })).status).toBe(409);
  const after = await jargonOf(world.db, 'manchester');
  expect(term(after, 'PEP')?.plain).toBe(plain);
  expect(term(after, 'Strat meeting')).toBeDefined();
  expect(term(after, 'contact')).toBeUndefined();
  expect(after).toHaveLength(before.length);
  // Put on again in other letters: one word has one row.
  expect((await editor.post(address, { term: 'Contact', plain: 'seeing family' })).status).toBe(303);
  expect(term(await jargonOf(world.db, 'manchester'), 'contact')?.plain).toBe('seeing family');
  expect(await jargonOf(world.db, 'warrington')).toEqual(before);
  expect((await deedsOn('manchester')).map(([action]) => action)).toEqual([
    'jargon.saved',
    'jargon.saved',
    'jargon.taken-off',
    'jargon.saved',
  ]);
});

describe('the figures', () => {
  beforeAll(async () => {
    const { seriesId } = await aReview(world);
    await held(61, '2025-05-06', 'PN1', { seriesId });
    await held(24, '2025-06-30', 'PN6', { seriesId, dueOn: '2025-06-01' });
    await held(13, '2025-04-01', 'PN7', { seriesId });
    await held(12, '2025-04-02', 'PN4', { seriesId, dueOn: '2025-04-01' });
    await held(11, '2025-04-02', null, { seriesId });
    // Not of this quarter, not held, not of this council, not a looked-after review.
    await held(7, '2025-03-31', 'PN1', { seriesId });
    await held(1, '2025-07-01', 'PN5', { seriesId });
    await held(5, '2025-05-06', 'PN1', { seriesId, state: 'planned' });
    await held(9, '2025-05-06', 'PN1', { seriesId, authorityId: 'warrington' });
    const pathway = await aReview(world);
    await world.db
      .updateTable('review_series')
      .set({ kind: 'pathway' })
      .where('series_id', '=', pathway.seriesId)
      .execute();
    await held(8, '2025-05-06', 'PN1', { seriesId: pathway.seriesId });
    await issues(16, '2025-05-06', 'visits', 'put-right');
    await issues(12, '2025-06-06', 'health', null);
    await issues(1, '2025-07-06', 'worker', 'manager');
  });

  test('are what plain SQL counts', async () => {
    const found = await countNow(world.db, 'manchester', ['2025-Q1', '2025-Q2']);
    const total = (counted: string, quarter: string, value: string) =>
      found
        .filter((one) => one.counted === counted && one.quarter === quarter && one.at.includes(value))
        .reduce((sum, { count }) => sum + count, 0);
    const plainly = async (where: RawBuilder<unknown>) => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from reviews r where r.authority_id = 'manchester' and r.state = 'held'
        and r.held_on between '2025-04-01' and '2025-06-30' and (select kind from review_series s
        where s.series_id = r.series_id and s.authority_id = r.authority_id) = 'looked_after'
        and ${where}`.execute(world.db);
      return Number(rows[0]?.n);
    };
    for (const code of ['PN1', 'PN4', 'PN6', 'PN7'])
      expect([code, total('reviews', '2025-Q1', code)]).toEqual([code, await plainly(sql`r.code = ${code}`)]);
    expect(total('reviews', '2025-Q1', 'none')).toBe(await plainly(sql`r.code is null`));
    expect(total('reviews', '2025-Q1', 'late')).toBe(await plainly(sql`r.held_on > r.due_on`));
    expect(total('reviews', '2025-Q1', 'PN1')).toBe(61);
    expect(total('reviews', '2025-Q1', 'late')).toBe(36);
    expect(total('reviews', '2025-Q2', 'PN5')).toBe(1);
    expect([total('issues', '2025-Q1', 'visits'), total('issues', '2025-Q1', 'open')]).toEqual([16, 12]);
  });

  test('are rounded, beside the council’s aim and where it is from; a quarter with one review shows nothing', async () => {
    const page = await lead.get(`${REVIEWS}/figures?year=2025`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('data-aim="60"');
    expect(page.text).toMatch(/2016–2019/);
    const rowOf = (period: string) => {
      const [, row = ''] = new RegExp(`data-figures="${period}".*?>(.*?)</tr>`, 's').exec(page.text) ?? [];
      return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
        cell.replace(/<!--.*?-->/g, ''),
      );
    };
    // 121 in all; 60 came, 25 did not and took part, 25 did not: 85 and 60 of 110.
    expect(rowOf('2025-Q1')).toEqual(['120', '77 %', '55 %', '71 %']);
    expect(rowOf('2025-Q2')).toEqual(['held back', '–', '–', '–']);
    expect(page.text).not.toMatch(/<td[^>]*>\s*[1-4]\s*</);
    expect(page.text).not.toMatch(/\b(121|61|24|13|12|11)\b<\/td>/);
  });

  test('stay as they were first shown, also when two look at once', async () => {
    const quarters = ['2024-Q1', '2024-Q2'];
    await held(30, '2024-05-06', 'PN1');
    const [one, other] = await Promise.all([
      countsOf(world.db, 'manchester', quarters),
      countsOf(world.db, 'manchester', quarters),
    ]);
    expect(one).toEqual(other);
    await world.db.updateTable('reviews').set({ code: 'PN7' }).where('held_on', '=', '2024-05-06').execute();
    await held(3, '2024-05-07', 'PN2');
    expect(await countsOf(world.db, 'manchester', quarters)).toEqual(one);
    // Nothing was told of a quarter with nothing in it: it may still be written down.
    await held(2, '2024-08-07', 'PN2');
    const { reviews } = await countsOf(world.db, 'manchester', quarters);
    expect(reviews[1]?.cells.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  test('are for those who may see them, without a reference in them', async () => {
    const { text } = await lead.get(`${REVIEWS}/figures?year=2025`);
    expect(text).not.toMatch(/R-[0-9a-f]{6}/);
    expect((await lead.get(`${REVIEWS}/export`)).status).toBe(404);
    const worker = await clientOf(server.origin, world.db, world.staff.worker);
    expect((await worker.get(`${REVIEWS}/figures`)).status).toBe(404);
    expect((await officer.get(`${REVIEWS}/figures`)).status).toBe(200);
  });
});

test('all of it is in the audit record, which holds', async () => {
  expect(await findBreak(world.db, world.auditKey, 'manchester')).toBeNull();
});
