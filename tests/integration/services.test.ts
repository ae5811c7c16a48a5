import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBreak, findRecentDeeds } from '../../src/lib/audit/audit.server.ts';
import { findContentVersions } from '../../src/lib/authorities/authorities.queries.server.ts';
import { readAuthorities } from '../../src/lib/content/files.server.ts';
import { findServices, replaceServices, upsertService } from '../../src/lib/offer/services.queries.server.ts';
import { upsertTexts } from '../../src/lib/authorities/texts.queries.server.ts';
import { makeClient } from '../support/desk-client.ts';
import { publishService } from '../support/publish-service.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aSchedule, someFacts, someWords } from '../support/services.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const BREAKS_OUT = '</script><script>alert(1)</script><img src=x onerror=alert(2)><!--';
let server: RunningServer;

const draftOf = (facts: object = {}, words: object = {}) => ({
  facts: { ...someFacts(), ...facts },
  words: { ...someWords(), ...words },
});
const save = ({ facts, words }: ReturnType<typeof draftOf>, authorityId = 'manchester') =>
  publishService(world, authorityId, facts, words);
const versionOf = async (authorityId: string) => (await findContentVersions(world.db)).get(authorityId) ?? 0;
const idsOf = async (authorityId = 'manchester') =>
  (await findServices(world.db, authorityId, 'en')).map(({ facts }) => facts.id);

describe('publishing a service', () => {
  test('changes what the public sees and is in the audit record, once', async () => {
    const before = await versionOf('manchester');
    expect(await save(draftOf({ id: 'saved', ref: 'saved' }))).toEqual({ number: 1 });
    expect(await versionOf('manchester')).toBe(before + 1);
    const [deed] = await findRecentDeeds(world.db, 'manchester', 1);
    expect(deed).toMatchObject({
      actor: world.staff.editor.personId,
      action: 'content.published',
      object: 'service:saved',
    });
    expect(await findBreak(world.db, world.auditKey, 'manchester')).toBeNull();
    const saved = (await findServices(world.db, 'manchester', 'ar')).find(
      ({ facts }) => facts.id === 'saved',
    );
    expect(saved).toMatchObject({
      title: 'Film night',
      textLang: 'en',
      changedAt: world.clock().toISOString(),
    });
  });

  test('again changes it and does not double it', async () => {
    await save(draftOf({ id: 'saved', ref: 'saved' }));
    world.pass(1);
    await save(draftOf({ id: 'saved', ref: 'saved' }, { title: 'Changed' }));
    expect((await idsOf()).filter((id) => id === 'saved')).toHaveLength(1);
    const saved = (await findServices(world.db, 'manchester', 'en')).find(
      ({ facts }) => facts.id === 'saved',
    );
    expect(saved).toMatchObject({ title: 'Changed', changedAt: world.clock().toISOString() });
  });

  test.each<[string, ReturnType<typeof draftOf>, string]>([
    ['facts that are wrong', draftOf({ id: 'wrong', ref: 'wrong', kind: 'party' }), 'facts.kind'],
    [
      'an entitlement that there is not',
      draftOf({ id: 'wrong', ref: 'wrong', entitlements: ['free-car'] }),
      'facts.entitlements.0',
    ],
    ['a reference that another has', draftOf({ id: 'wrong', ref: 'saved' }), 'facts.ref'],
    ['an empty word', draftOf({ id: 'wrong', ref: 'wrong' }, { title: '' }), 'words.en.title'],
  ])('with %s says where, and publishes nothing', async (_, draft, place) => {
    const ids = await idsOf();
    const result = await save(draft);
    expect('faults' in result && result.faults.map(({ path }) => path.join('.'))).toEqual([place]);
    expect(await idsOf()).toEqual(ids);
  });

  test('is of one authority alone', async () => {
    await save(draftOf({ id: 'only-here', ref: 'only-here' }));
    expect(await idsOf()).toContain('only-here');
    expect(await idsOf('warrington')).not.toContain('only-here');
  });
});

test('loading the files again takes out what they do not have, and keeps the times of what did not change', async () => {
  const files = (await readAuthorities()).find(({ settings }) => settings.id === 'warrington')!;
  await save(draftOf({ id: 'only-at-the-desk', ref: 'only-at-the-desk' }), 'warrington');
  const rows = () =>
    world.db
      .selectFrom('services')
      .selectAll()
      .where('authority_id', '=', 'warrington')
      .orderBy('service_id')
      .execute();
  const before = await rows();
  const [first, ...rest] = files.services;
  const changed = [...rest.slice(1), { ...first!, ref: 'changed' }];
  const at = new Date('2027-01-01T00:00:00Z');
  await world.db.transaction().execute((trx) => replaceServices(trx, 'warrington', changed, at));
  const after = await rows();
  const timeOf = (list: typeof after, id: string) => list.find((row) => row.service_id === id)?.changed_at;
  expect(after.map((row) => row.service_id)).toEqual(
    before.map((row) => row.service_id).filter((id) => id !== rest[0]!.id && id !== 'only-at-the-desk'),
  );
  expect(before.map((row) => row.service_id)).toContain('only-at-the-desk');
  expect(timeOf(after, first!.id)).toBe(at.toISOString());
  expect(timeOf(after, rest[1]!.id)).toBe(timeOf(before, rest[1]!.id));
});

describe('pages', () => {
  beforeAll(async () => {
    const on = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await save(
      draftOf({
        id: 'film-night',
        schedules: [aSchedule({ starts: on(5), opens: '18:00', closes: '20:00', repeats: 'once' })],
        entitlements: ['lockable-box'],
        accessibility: ['step-free'],
      }),
    );
    const broken = draftOf(
      {
        id: 'breaks-out',
        ref: BREAKS_OUT,
        kind: 'event',
        entitlements: ['lockable-box'],
        schedules: [aSchedule({ starts: on(6), repeats: 'once' })],
        source: { title: BREAKS_OUT, section: BREAKS_OUT, date: '2026' },
        place: {
          type: 'physical',
          address_1: BREAKS_OUT,
          city: BREAKS_OUT,
          state_province: BREAKS_OUT,
          postal_code: 'ZZ99 3WZ',
          country: 'GB',
        },
      },
      Object.fromEntries(
        ['title', 'summary', 'who', 'how', 'where', 'times'].map((name) => [name, BREAKS_OUT]),
      ),
    );
    expect(await save(broken)).not.toHaveProperty('number');
    // Written past the gate, as an older version or another hand may have done.
    await world.db.transaction().execute(async (trx) => {
      await upsertService(trx, 'manchester', broken.facts, new Date());
      const words = { kind: 'service', itemId: 'breaks-out', lang: 'en', madeFrom: null } as const;
      await upsertTexts(trx, 'manchester', { ...words, fields: broken.words }, new Date());
    });
    await save(
      draftOf(
        { id: 'past', ref: 'past', schedules: [aSchedule({ starts: '2026-01-05', repeats: 'once' })] },
        { title: 'Long gone' },
      ),
    );
    const names = ['title', 'summary', 'who', 'how', 'bring', 'note'];
    const fields = Object.fromEntries(names.map((name) => [name, BREAKS_OUT]));
    const piece = {
      kind: 'entitlement',
      itemId: 'band-one-housing',
      lang: 'en',
      fields,
      madeFrom: null,
    } as const;
    await world.db.transaction().execute((trx) => upsertTexts(trx, 'manchester', piece, new Date()));
    server = await startServer(world.database.environment);
  }, 120_000);

  afterAll(() => server?.stop());

  const get = (path: string) => makeClient(server.origin).get(path);
  const dataIn = (page: string) =>
    [...page.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map(
      ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
    );

  test('show every service under what it helps with, each once', async () => {
    const { status, text } = await get('/manchester/en/services');
    expect(status).toBe(200);
    for (const id of await idsOf())
      expect([id, text.split(`href="/manchester/en/services/${id}"`).length - 1]).toEqual([id, 1]);
  });

  test('show ten at most before more is asked for', async () => {
    const { text } = await get('/manchester/en/services');
    const lists = text
      .split('<ul class="promises">')
      .slice(1)
      .map((part) => part.split('</ul>')[0]!.split('<li>').length - 1);
    expect(lists.length).toBeGreaterThan(4);
    expect(Math.max(...lists)).toBe(10);
  });

  test('tell all about one, and say of what is old that nobody has checked it', async () => {
    const old = (await get('/manchester/en/services/leaving-care-service')).text;
    for (const part of [
      '08:00',
      'Nobody has checked if it still runs',
      'Your personal adviser',
      '/manchester/en/offer/leaving-care-service',
      'Checked on',
    ])
      expect([part, old.includes(part)]).toEqual([part, true]);
    const open = (await get('/manchester/en/services/film-night')).text;
    for (const part of ['18:00', 'No steps', 'The worker who helps young people be heard'])
      expect([part, open.includes(part)]).toEqual([part, true]);
    expect(open).not.toContain('Nobody has checked');
  });

  test('are not there for what is not there', async () => {
    expect((await get('/manchester/en/services/none')).status).toBe(404);
    expect((await get('/warrington/en/services/film-night')).status).toBe(404);
    expect((await get('/manchester/fr/services')).status).toBe(404);
    expect((await get('/manchester/fr/events.ics')).status).toBe(404);
  });

  test('say which events come, and honestly where none do', async () => {
    const { text } = await get('/manchester/en/events');
    const coming = text.split('<details')[0]!;
    expect(coming).toContain('/manchester/en/services/film-night');
    expect(coming).toContain('/manchester/en/events.ics');
    expect(coming).not.toContain('Long gone');
    expect(dataIn(text).map(({ name }) => name)).toContain('Film night');
    expect(text).toContain('Long gone');
    const none = (await get('/cheshire-east/en/events')).text;
    expect(none).toContain('None that we know of.');
    expect(none).not.toContain('events.ics');
  });

  test('of an entitlement name who helps with it', async () => {
    const { text } = await get('/manchester/en/offer/lockable-box');
    expect(text).toContain('/manchester/en/services/film-night');
    expect(dataIn(text)).toMatchObject([{ '@type': 'GovernmentService', name: 'A box you can lock' }]);
  });

  test.each([
    '/manchester/en/services/breaks-out',
    '/manchester/ar/services/breaks-out',
    '/manchester/en/services',
    '/manchester/en/events',
    '/manchester/en/offer/lockable-box',
    '/manchester/en/offer/band-one-housing',
    '/manchester/en/offer/need/home',
    '/manchester/en/offer/check',
  ])('%s is not left by what tries to break out of it', async (path) => {
    const { text } = await get(path);
    expect(text).toContain('alert(1)');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
    for (const data of dataIn(text)) expect(data).toHaveProperty('@context', 'https://schema.org');
  });

  test('with data for machines hold it whole', async () => {
    const [event] = dataIn((await get('/manchester/en/services/breaks-out')).text);
    expect(event).toMatchObject({
      '@type': 'Event',
      name: BREAKS_OUT,
      location: { address: { streetAddress: BREAKS_OUT } },
    });
  });

  test('are in what a phone keeps, the calendar is not', async () => {
    const { text } = await get('/manchester/en/kept/pages.json');
    const { pages } = JSON.parse(text) as { pages: Record<string, string> };
    const paths = Object.keys(pages);
    for (const path of ['services', 'events', 'services/film-night', 'services/leaving-care-service'])
      expect(paths).toContain(`/manchester/en/${path}`);
    expect(paths.filter((path) => path.endsWith('.ics'))).toEqual([]);
  });

  test('are the same from memory, and new when something is saved', async () => {
    await get('/manchester/en/events');
    await save(
      draftOf(
        { id: 'film-night', schedules: [aSchedule({ starts: '2030-01-02', repeats: 'once' })] },
        { title: 'Moved night' },
      ),
    );
    const until = Date.now() + 2_500;
    let text = '';
    while (!text.includes('Moved night') && Date.now() < until) {
      text = (await get('/manchester/en/events')).text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(text).toContain('2 January 2030');
  });

  test('give a calendar to subscribe to', async () => {
    const { status, text, headers } = await get('/manchester/en/events.ics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(3);
    expect(lines).toContain('DTSTART;VALUE=DATE:20300102');
    expect(lines.filter((line) => /^(ATTACH|BEGIN:VALARM)/.test(line))).toEqual([]);
    expect(
      lines
        .filter((line) => line.startsWith('DTSTAMP:'))
        .every((line) => /^DTSTAMP:\d{8}T\d{6}Z$/.test(line)),
    ).toBe(true);
  });
});
