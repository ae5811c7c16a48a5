import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../../src/lib/audit/audit.server.ts';
import { inviteYoungPerson } from '../../src/lib/identity/young-invitations.server.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { findReview, findSeries } from '../../src/lib/reviews/reviews.queries.server.ts';
import { clientOf, type Client } from '../support/desk-client.ts';
import { said, sentViews } from '../support/review-views.ts';
import { aReview } from '../support/reviews.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = '/manchester/desk/reviews';
let server: RunningServer;
const clients = {} as Record<Role, Client>;

beforeAll(async () => {
  server = await startServer(world.database.environment);
  for (const role of ['reviewing-officer', 'worker', 'administrator'] as const)
    clients[role] = await clientOf(server.origin, world.db, world.staff[role]);
}, 120_000);
afterAll(() => server?.stop());

const officer = () => clients['reviewing-officer'];
const form = (rest: Record<string, string> = {}) => ({
  reference: 'MX-4102',
  kind: 'looked_after',
  startedOn: '2026-01-05',
  held: '2026-01-30\n2026-04-20',
  officerId: world.staff['reviewing-officer'].personId,
  workerId: world.staff.worker.personId,
  ...rest,
});
const idIn = (location: string | null) => location?.split('/').at(-1) ?? '';

describe('adding a young person’s reviews', () => {
  test('a name, a birthday or what is taken is refused with why, and what was typed is kept', async () => {
    for (const [reference, why] of [
      ['Made Up', 'looks like a name'],
      ['14/03/2012', 'looks like a date'],
      ['made@up.example', 'looks like an e-mail'],
    ] as const) {
      const { status, text } = await officer().post(`${here}/add`, form({ reference }));
      expect([status, text.includes(why), text.includes(`value="${reference}"`)]).toEqual([400, true, true]);
      expect(text).toContain('2026-04-20</textarea>');
    }
    const added = await officer().post(`${here}/add`, form());
    expect(added.status).toBe(303);
    const page = await officer().get(added.location ?? '');
    // 20 October 2026 has gone by: it says so, why the day is the law's, and that no day is planned.
    expect(page.text).toContain('20 October 2026');
    expect(page.text).toMatch(/\d+ days late/);
    expect(page.text).toContain('regulation 33(2)');
    const again = await officer().post(`${here}/add`, form({ reference: 'mx-4102' }));
    expect([again.status, again.text.includes('They are in your own list')]).toEqual([400, true]);
    const unknown = await officer().post(
      `${here}/add`,
      form({ reference: 'MX-1', startedOn: '1960-01-05', held: '' }),
    );
    expect([unknown.status, unknown.text.includes('Bank holidays are known from')]).toEqual([400, true]);
  });

  test('an account with the same reference is offered, and joined only with a tick', async () => {
    const { personId } = await inviteYoungPerson(world, world.staff.worker, 'MX-50');
    const asked = await officer().post(`${here}/add`, form({ reference: 'MX-50' }));
    expect(asked.status).toBe(400);
    expect(asked.text).toContain('They sign in here');
    expect(
      await world.db.selectFrom('review_series').selectAll().where('reference', '=', 'MX-50').execute(),
    ).toEqual([]);
    const seriesOf = async (location: string | null) => {
      const { seriesId } = await findReview(world.db, 'manchester', idIn(location));
      return findSeries(world.db, 'manchester', seriesId);
    };
    const without = await officer().post(`${here}/add`, form({ reference: 'MX-50', asked: personId }));
    const series = await seriesOf(without.location);
    expect(series.youngPersonId).toBeNull();
    // What was not ticked then can be ticked later, by whoever may say who holds it.
    const joined = await officer().post(`${without.location}/who`, {
      version: String(series.version),
      officerId: series.officerId ?? '',
      workerId: series.workerId ?? '',
      account: personId,
      signsIn: 'yes',
    });
    expect(joined.status).toBe(303);
    expect((await seriesOf(without.location)).youngPersonId).toBe(personId);
  });
});

describe('one review', () => {
  test('a day in the past is refused; a late one in school hours is taken, and plainly said', async () => {
    const { reviewId } = await aReview(world, { dueOn: '2026-12-01', plannedOn: '2026-12-01' });
    const past = await officer().post(`${here}/${reviewId}/date`, {
      version: '1',
      plannedOn: '2020-01-01',
      plannedAt: '',
    });
    expect([past.status, past.text.includes('That day is over')]).toEqual([400, true]);
    expect(past.text).toContain('value="2020-01-01"');
    const year = new Date().getUTCFullYear() + 1;
    // A Wednesday in March, when there is school.
    const day = Array.from({ length: 7 }, (_, place) => `${year}-03-0${place + 1}`).find(
      (one) => new Date(`${one}T12:00:00Z`).getUTCDay() === 3,
    );
    const moved = await officer().post(`${here}/${reviewId}/date`, {
      version: '1',
      plannedOn: day ?? '',
      plannedAt: '10:00',
    });
    expect(moved.status).toBe(303);
    const { text } = await officer().get(`${here}/${reviewId}`);
    expect(text).toMatch(/This is \d+ days after the law’s last day/);
    expect(text).toContain('school hours');
    expect(text).toContain('Moved once');
    const second = await officer().post(`${here}/${reviewId}/date`, {
      version: '1',
      plannedOn: day ?? '',
      plannedAt: '',
    });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Someone was quicker');
    expect(second.text).toContain('moved the review');
  });

  test('a code is shown once, with the address and nothing that says whose or what it is', async () => {
    const review = await aReview(world);
    const { reference } = await findSeries(world.db, 'manchester', review.seriesId);
    const given = await clients.worker.post(`${here}/${review.reviewId}/codes`, {});
    const code = /data-code[^>]*>([0-9A-Z]{5}-[0-9A-Z]{5})</.exec(given.text)?.[1] ?? '';
    expect(code).not.toBe('');
    const card = given.text.slice(given.text.indexOf('class="young-sheet"')).split('</section>')[0] ?? '';
    expect(card).toContain('/manchester');
    expect(card).not.toContain(reference);
    expect(card).not.toMatch(/review|council|IRO/i);
    const after = await clients.worker.get(`${here}/${review.reviewId}/codes`);
    expect(after.text).not.toContain(code);
    expect(after.text).toContain('A new one ends it');
  });

  test('a worker who comes too late is told of days and people, and of nothing that was said afterwards', async () => {
    const { reviewId } = await aReview(world, { state: 'cancelled' });
    const deeds = [
      ['reviewing-officer', 'review.moved'],
      ['reviewing-officer', 'review.taken-back-seen'],
      ['anonymous', 'review.action-not-happened'],
      ['anonymous', 'review.feedback-given'],
    ] as const;
    for (const [actor, action] of deeds)
      await world.db
        .transaction()
        .execute((trx) =>
          record(trx, world.auditKey, 'manchester', { actor, action, object: reviewId }, world.clock()),
        );
    const said = ['moved the review', 'torn up', 'an action did not happen', 'how it was for them'];
    const told = async (client: Client) => {
      const { status, text } = await client.post(`${here}/${reviewId}/codes`, {});
      expect(status).toBe(409);
      return said.filter((one) => text.includes(one));
    };
    expect(await told(officer())).toEqual(said);
    expect(await told(clients.worker)).toEqual(['moved the review']);
  });

  test('is held once: the second tab finds what is there, and the next one is in the list', async () => {
    const { reviewId } = await aReview(world, { plannedOn: '2026-07-01' });
    const took = { version: '1', heldOn: '2026-07-01', came: 'all', conveyed: 'spoke', age: 'older' };
    const ahead = await officer().post(`${here}/${reviewId}/held`, { ...took, heldOn: '2099-01-01' });
    expect([ahead.status, ahead.text.includes('still to come')]).toEqual([400, true]);
    expect((await officer().post(`${here}/${reviewId}/held`, took)).status).toBe(303);
    const second = await officer().post(`${here}/${reviewId}/held`, took);
    expect(second.status).toBe(409);
    expect(second.text).toContain('It was held: 1 July 2026');
    const { text } = await officer().get(`${here}?show=held`);
    expect(text).toContain(`${here}/${reviewId}"`);
    expect(text).toContain('record not sent');
  });

  test('a day that would delete at once what came in is asked about, and nothing typed is lost', async () => {
    const review = await aReview(world, { plannedOn: '2026-07-01' });
    await sentViews(world, review, [said('good', 'My made-up band', 'everyone')]);
    const held = `${here}/${review.reviewId}/held`;
    const took = { version: '1', heldOn: '2026-07-01', came: 'all', conveyed: 'spoke', age: 'older' };
    const { status, text } = await officer().post(held, took);
    expect([status, text.includes('more than 30 days ago')]).toEqual([400, true]);
    expect(text).toMatch(/value="spoke" checked/);
    expect((await findReview(world.db, 'manchester', review.reviewId)).state).toBe('planned');
    expect((await officer().post(held, { ...took, gone: 'yes' })).status).toBe(303);
  });

  test('handed on, it is not there any more, for a form that was open too; an administrator sees no more than dates', async () => {
    const { reviewId, seriesId } = await aReview(world, { plannedOn: '2026-12-01' });
    const { reference } = await findSeries(world.db, 'manchester', seriesId);
    const who = await clients.administrator.get(`${here}/${reviewId}/who`);
    expect([who.status, who.text.includes(reference)]).toEqual([200, true]);
    expect((await clients.administrator.get(`${here}/${reviewId}`)).status).toBe(404);
    expect((await clients.administrator.get(here)).status).toBe(404);
    const all = await clients.administrator.get(
      `${here}/who?officer=${world.staff['reviewing-officer'].personId}`,
    );
    expect(all.text).toContain(reference);
    await world.db
      .updateTable('reviews')
      .set({ officer_id: 'somebody-else' })
      .where('review_id', '=', reviewId)
      .execute();
    expect((await officer().get(`${here}/${reviewId}`)).status).toBe(404);
    const late = await officer().post(`${here}/${reviewId}/date`, { version: '1', plannedOn: '2099-01-01' });
    expect(late.status).toBe(404);
  });
});
