import { translator } from '../../src/lib/i18n/translator.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { findVersions } from '../../src/lib/content/content.queries.server.ts';
import { findLivePieces } from '../../src/lib/content/live.server.ts';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { fieldsIn, publishAt, saveDraftAt } from '../support/content-desk.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { leakIn, naughty, unescaped } from '../support/naughty.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aDraft, aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();
let server: RunningServer;
let editor: Client;
let second: Client;
const anyone = () => makeClient(server.origin);

beforeAll(async () => {
  server = await startServer(world.database.environment);
  editor = await clientOf(server.origin, world.db, world.staff.editor);
  const colleague = {
    personId: newId(),
    authorityId: 'manchester',
    username: 'second-editor',
    displayName: 'Made-up second editor',
    roles: ['editor' as const],
  };
  await world.db.transaction().execute((trx) => insertPerson(trx, colleague, new Date()));
  second = await clientOf(server.origin, world.db, colleague);
}, 120_000);

afterAll(() => server?.stop());

const CONTENT = '/manchester/desk/content';
const at = (piece: string) => `${CONTENT}/${piece}`;
const read = async (path: string) => (await anyone().get(path)).text;

async function localEntitlement(): Promise<string> {
  const pieces = await findLivePieces(world.db, 'manchester');
  const found = pieces.find(({ kind, national }) => kind === 'entitlement' && !national);
  if (!found) throw new Error('Manchester has entitlements of its own.');
  return found.id;
}

describe('a draft', () => {
  test('changes nothing public, is previewed in each language as it will be, and is published with a reason', async () => {
    const piece = at('commitment/listen');
    const saved = await saveDraftAt(editor, piece, { 'en.title': 'We hear you out' });
    expect([saved.status, saved.location]).toEqual([303, piece]);
    expect(await read('/manchester/en/promise/listen')).not.toContain('We hear you out');
    const preview = await editor.get(`${piece}/preview/en`);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('Only editors see this.');
    expect(preview.text).toContain('We hear you out');
    expect(preview.headers.get('cache-control')).toBe('no-store');
    const arabic = await editor.get(`${piece}/preview/ar`);
    expect(arabic.text).toContain('<html lang="ar" dir="rtl">');
    // Looking changed nothing.
    expect(await read('/manchester/en/promise/listen')).not.toContain('We hear you out');
    const without = await publishAt(editor, piece, ' ');
    expect([without.status, without.text.includes('Say why.')]).toEqual([400, true]);
    const published = await publishAt(editor, piece, 'Council members asked for it');
    expect([published.status, published.location]).toEqual([303, `${piece}/versions`]);
    expect(await read('/manchester/en/promise/listen')).toContain('We hear you out');
    const versions = (await editor.get(`${piece}/versions`)).text;
    expect(versions).toContain('Council members asked for it');
    expect(versions).toContain('Made-up editor');
    expect(versions).toContain('Loaded from files');
    expect(versions).toContain('What is promised (English)');
  });

  test('is for editors only', async () => {
    const worker = await clientOf(server.origin, world.db, world.staff['participation-worker']);
    for (const page of ['', '/publish', '/versions', '/versions/1', '/retire', '/preview/en'])
      expect([page, (await worker.get(at('commitment/listen') + page)).status]).toEqual([page, 404]);
  });

  test('that is thrown away is gone, and what was published stays', async () => {
    const piece = at('theme/respect');
    await saveDraftAt(editor, piece, { 'en.title': 'Never mind' });
    const { text } = await editor.get(`${piece}/drop`);
    expect((await editor.post(`${piece}/drop`, fieldsIn(text))).status).toBe(303);
    expect((await editor.get(piece)).text).not.toContain('Never mind');
    expect((await editor.get(`${piece}/publish`)).status).toBe(404);
  });
});

describe('going back', () => {
  test('publishes the earlier words as a new version, with a reason', async () => {
    const piece = at('commitment/meetings');
    const before = fieldsIn((await editor.get(piece)).text)['en.title'] ?? '';
    await saveDraftAt(editor, piece, { 'en.title': 'Changed by mistake' });
    await publishAt(editor, piece);
    const page = await editor.get(`${piece}/versions/1`);
    expect(page.text).toContain('Changed by mistake');
    const unexplained = await editor.post(`${piece}/versions/1`, fieldsIn(page.text));
    expect([unexplained.status, unexplained.text.includes('Say why.')]).toEqual([400, true]);
    const back = await editor.post(`${piece}/versions/1`, {
      ...fieldsIn(page.text),
      why: 'It was a mistake',
    });
    expect(back.status).toBe(303);
    expect(unescaped(await read('/manchester/en/promise/meetings'))).toContain(before);
    const numbers = await world.db
      .selectFrom('content_versions')
      .select(['number', 'why'])
      .where('authority_id', '=', 'manchester')
      .where('item_id', '=', 'meetings')
      .orderBy('number')
      .execute();
    expect(numbers.map(({ number, why }) => `${number} ${why}`)).toEqual([
      '1 Loaded from files',
      '2 A test needs it',
      '3 It was a mistake',
    ]);
    // From a page that was opened before: somebody was quicker.
    const late = await editor.post(`${piece}/versions/1`, { ...fieldsIn(page.text), why: 'Again' });
    expect(late.status).toBe(409);
  });
});

describe('two editors at once', () => {
  test('the second to save sees both texts, nothing is overwritten, and takes theirs field by field', async () => {
    const address = at('commitment/listen');
    const opened = fieldsIn((await second.get(address)).text);
    await saveDraftAt(editor, address, {
      'en.title': 'First one’s title',
      'en.meaning': 'First one’s meaning',
    });
    const late = await second.post(address, {
      ...opened,
      'en.title': 'Second one’s title',
      'en.meaning': 'Second one’s meaning',
    });
    expect(late.status).toBe(409);
    const shown = unescaped(late.text);
    for (const text of [
      'First one’s title',
      'Second one’s title',
      'First one’s meaning',
      'Second one’s meaning',
    ])
      expect(shown).toContain(text);
    expect(shown).toContain('Made-up editor saved something else meanwhile');
    // Nothing was overwritten.
    expect(fieldsIn((await editor.get(address)).text)['en.title']).toBe('First one’s title');
    const merged = await second.post(address, { ...fieldsIn(late.text), 'take.en.title': 'yes' });
    expect(merged.status).toBe(303);
    const after = fieldsIn((await editor.get(address)).text);
    expect([after['en.title'], after['en.meaning']]).toEqual(['First one’s title', 'Second one’s meaning']);
  });

  test('what was published meanwhile is shown beside the draft, and is not lost', async () => {
    const piece = at('theme/respect');
    const opened = fieldsIn((await second.get(piece)).text);
    await saveDraftAt(editor, piece, { 'en.summary': 'Published meanwhile' });
    await publishAt(editor, piece);
    const late = await second.post(piece, { ...opened, 'en.summary': 'Written meanwhile' });
    expect([late.status, late.text.includes('published something else meanwhile')]).toEqual([409, true]);
    expect(late.text).toContain('Published meanwhile');
    expect(late.text).toContain('Written meanwhile');
    expect((await second.post(piece, fieldsIn(late.text))).status).toBe(303);
    expect(await read('/manchester/en/promise')).toContain('Published meanwhile');
    expect((await publishAt(second, piece)).status).toBe(303);
    expect(await read('/manchester/en/promise')).toContain('Written meanwhile');
  });

  test('a draft saved again after its publish page was opened is not published unseen', async () => {
    const piece = at('theme/respect');
    await saveDraftAt(editor, piece, { 'en.title': 'Seen' });
    const { text } = await editor.get(`${piece}/publish`);
    await saveDraftAt(second, piece, { 'en.title': 'Not seen' });
    const late = await editor.post(`${piece}/publish`, { ...fieldsIn(text), why: 'A careful reason' });
    expect([late.status, late.text.includes('Somebody was quicker')]).toEqual([409, true]);
    expect(late.text).toContain('A careful reason');
    expect(await read('/manchester/en/promise')).not.toContain('Not seen');
  });

  test('of two who publish the same draft in the same moment, one does', async () => {
    const piece = at('commitment/listen');
    await saveDraftAt(editor, piece, { 'en.title': 'Published once' });
    const fields = { ...fieldsIn((await editor.get(`${piece}/publish`)).text), why: 'At once' };
    const answers = await Promise.all([editor, second].map((one) => one.post(`${piece}/publish`, fields)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });
});

describe('the gate', () => {
  test('refuses and says where, and the draft is kept as it was typed', async () => {
    const id = await localEntitlement();
    const piece = at(`entitlement/${id}`);
    const saved = await saveDraftAt(editor, piece, {
      'en.title': '',
      'facts.rules.0.amount.min': '200',
      'facts.rules.0.amount.max': '100',
      'facts.source.title': '',
      'facts.checkedOn': 'last Tuesday',
    });
    expect(saved.status).toBe(303);
    const page = (await editor.get(piece)).text;
    expect(page).toContain('This is not a day. Write it like 2026-11-22.');
    expect(fieldsIn(page)).toMatchObject({ 'facts.checkedOn': 'last Tuesday', 'en.title': '' });
    await saveDraftAt(editor, piece, { 'facts.checkedOn': '2026-01-02' });
    const again = (await editor.get(piece)).text;
    expect(again).toContain('The largest amount is smaller than the smallest.');
    expect(again).toContain('The source was dropped.');
    expect(again).toContain('This cannot be empty.');
    const { text } = await editor.get(`${piece}/publish`);
    expect(text).toContain('This cannot be published yet');
    const version = /name="version" value="(\d+)"/.exec(again)?.[1] ?? '';
    const forced = await editor.post(`${piece}/publish`, { version, why: 'I want to' });
    expect([forced.status, forced.text.includes('The source was dropped.')]).toEqual([400, true]);
    expect((await anyone().get(`/manchester/en/offer/${id}`)).status).toBe(200);
    const drop = await editor.get(`${piece}/drop`);
    await editor.post(`${piece}/drop`, fieldsIn(drop.text));
  });

  test('lets nobody take out what is led to, nor what comes for the whole country', async () => {
    await receiveMessage(
      world,
      'manchester',
      aDraft('About listening', { themeId: 'respect', commitmentId: 'listen' }),
      aSendKey(),
    );
    const listen = { kind: 'commitment', id: 'listen' } as const;
    const [newest] = await findVersions(world.db, 'manchester', listen);
    const fields = { newest: String(newest?.number), why: 'Gone' };
    const refused = await editor.post(at('commitment/listen/retire'), fields);
    expect([refused.status, refused.text.includes('Young people have written about it.')]).toEqual([
      400,
      true,
    ]);
    expect((await editor.get(at('theme/respect/retire'))).text).toContain('leads here.');
    const pieces = await findLivePieces(world.db, 'manchester');
    const national = pieces.find((one) => one.national)?.id ?? '';
    const whole = (await editor.get(at(`entitlement/${national}/retire`))).text;
    expect(whole).toContain('It comes with the list for all of England.');
    expect((await anyone().get('/manchester/en/promise/listen')).status).toBe(200);
  });
});

describe('an entitlement', () => {
  const piece = at('entitlement/driving-lessons');
  const facts = {
    'facts.ref': 'T-900',
    'facts.need': 'learning-work',
    'facts.kind': 'extra',
    'facts.inForce': 'yes',
    'facts.owedBy': 'council-that-cared',
    'facts.rules.0.who': 'former-relevant',
    'facts.rules.0.ages.from': '18',
    'facts.rules.0.ages.to': '25',
    'facts.rules.0.amount.max': '£1,200',
    'facts.rules.0.amount.period': 'once',
    'facts.source.title': 'A made-up council paper',
    'facts.source.date': '2026-01',
    'facts.checkedOn': '2026-01-04',
    'facts.reviewBy': '2026-07-04',
    'facts.confidence': 'high',
  };
  const words = {
    'en.title': 'Driving lessons',
    'en.summary': 'We pay for lessons.',
    'en.who': 'Care leavers.',
    'en.how': 'Ask your adviser.',
  };

  test('is added, published, changed by date, taken out and brought back', async () => {
    const bad = await editor.post(`${CONTENT}/add`, { kind: 'entitlement', id: 'Driving Lessons' });
    expect([bad.status, bad.text.includes('Driving Lessons')]).toEqual([400, true]);
    const begun = await editor.post(`${CONTENT}/add`, { kind: 'entitlement', id: 'driving-lessons' });
    expect([begun.status, begun.location]).toEqual([303, piece]);
    expect((await anyone().get('/manchester/en/offer/driving-lessons')).status).toBe(404);
    await saveDraftAt(editor, piece, { ...facts, ...words });
    expect((await publishAt(editor, piece, 'New from January')).status).toBe(303);
    const page = await read('/manchester/en/offer/driving-lessons');
    expect(page).toContain('£1,200');
    expect(page).toContain('Driving lessons');
    const overlapping = { ...facts, 'facts.rules.1.who': 'relevant', 'facts.rules.1.amount.min': '5' };
    await saveDraftAt(editor, piece, overlapping);
    expect((await editor.get(piece)).text).toContain('hold on the same days');
    await saveDraftAt(editor, piece, {
      'facts.rules.0.validTo': '2026-01-05',
      'facts.rules.1.validFrom': '2026-01-05',
    });
    expect((await publishAt(editor, piece)).status).toBe(303);
    expect(await read('/manchester/en/offer/driving-lessons')).toContain('£5');
    const retire = fieldsIn((await editor.get(`${piece}/retire`)).text);
    expect((await editor.post(`${piece}/retire`, { ...retire, why: 'The money ended' })).status).toBe(303);
    expect((await anyone().get('/manchester/en/offer/driving-lessons')).status).toBe(404);
    expect((await editor.get(CONTENT)).text).toContain('Taken out (1)');
    const back = fieldsIn((await editor.get(`${piece}/versions/1`)).text);
    expect((await editor.post(`${piece}/versions/1`, { ...back, why: 'It is back' })).status).toBe(303);
    expect(await read('/manchester/en/offer/driving-lessons')).toContain('£1,200');
  });

  test('past its review date is for editors to check, on their first page and in the list', async () => {
    expect((await editor.get('/manchester/desk')).text).toMatch(
      /<strong>1<\/strong> entries that need checking/,
    );
    expect((await editor.get(CONTENT)).text).toContain('Needs checking (1)');
  });
});

describe('a translation', () => {
  const piece = at('commitment/citizenship');

  test('is behind when the English moves on, is listed first, and is fresh once it is saved or confirmed', async () => {
    const noteIn = (lang: 'pl' | 'ti' | 'ar') => translator(lang)('content.stale');
    const note = noteIn('pl');
    const home = '/manchester/pl/promise/citizenship';
    expect(await read(home)).not.toContain(note);
    const old = fieldsIn((await editor.get(piece)).text)['pl.title'] ?? '';
    await saveDraftAt(editor, piece, { 'en.title': 'Respect, always' });
    await publishAt(editor, piece);
    const shown = unescaped(await read(home));
    expect(shown).toContain(note);
    expect(shown).toContain(old);
    const list = (await editor.get(CONTENT)).text;
    expect(list.indexOf('Translations behind the English')).toBeGreaterThan(0);
    expect(list.indexOf('Translations behind the English')).toBeLessThan(list.indexOf('Needs checking'));
    await saveDraftAt(editor, piece, { 'pl.title': 'Szacunek, zawsze', 'fresh.ti': 'yes' });
    await publishAt(editor, piece);
    expect(await read(home)).not.toContain(note);
    expect(await read('/manchester/ti/promise/citizenship')).not.toContain(noteIn('ti'));
    expect(await read('/manchester/ar/promise/citizenship')).toContain(noteIn('ar'));
  });

  test('half done is refused, and none at all is English with a note', async () => {
    await saveDraftAt(editor, piece, { 'pl.title': '' });
    expect((await editor.get(piece)).text).toContain('leave the whole language empty');
    await saveDraftAt(editor, piece, { 'pl.title': '', 'pl.meaning': '' });
    expect((await publishAt(editor, piece)).status).toBe(303);
    expect(await read('/manchester/pl/promise/citizenship')).toContain('Respect, always');
  });
});

describe('whatever is typed', () => {
  test('is text and nothing else in the draft and the preview; with markup in it nothing is published or lost', async () => {
    const piece = at('commitment/meetings');
    const payloads = naughty.filter((text) => /<[a-z/!?]/i.test(text)).slice(0, 60);
    expect(payloads.length).toBeGreaterThan(20);
    const all = payloads.join('\n').slice(0, 1_400);
    const texts = [...payloads.slice(0, 4), all];
    const file = await editor.get(`${CONTENT}/files.json`);
    expect(file.headers.get('content-type')).toBe('application/json');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="manchester.json"');
    const { title } = JSON.parse(file.text)['en.json'].promise.respect.commitments.meetings;
    for (const text of texts) {
      const typed = text.trim();
      await saveDraftAt(editor, piece, {
        'en.title': typed,
        'en.meaning': typed,
        'facts.source.section': typed,
      });
      const pages = [await editor.get(piece), await editor.get(`${piece}/preview/en`)];
      pages.push(await editor.get(`${piece}/publish`));
      // The page to publish on says what is wrong and has no form: this is somebody who does not care.
      const { version = '' } = fieldsIn((await editor.get(piece)).text);
      const refused = await editor.post(`${piece}/publish`, { version, why: typed.slice(0, 300) });
      expect([typed, refused.status]).toEqual([typed, 400]);
      expect(refused.text).toContain('This has markup in it');
      pages.push(await editor.get(`${piece}/versions`), refused);
      const open = await anyone().get('/manchester/en/promise/meetings');
      expect(open.text).toContain(title);
      pages.push(open);
      for (const page of pages) {
        expect([200, 400]).toContain(page.status);
        for (const payload of [typed, ...payloads]) expect(leakIn(page.text, payload)).toBeNull();
      }
      expect(fieldsIn((await editor.get(piece)).text)['en.title']).toBe(typed.replaceAll('\0', '\uFFFD'));
    }
  }, 120_000);
});

test('every draft, publication, return and removal is in the audit record, which holds', async () => {
  const deeds = await world.db
    .selectFrom('audit_entries')
    .select('action')
    .where('authority_id', '=', 'manchester')
    .where('action', 'like', 'content.%')
    .execute();
  const actions = [...new Set(deeds.map(({ action }) => action))].sort();
  expect(actions).toEqual([
    'content.draft-dropped',
    'content.drafted',
    'content.published',
    'content.retired',
    'content.rolled-back',
  ]);
  expect(await findBreak(world.db, world.auditKey, 'manchester')).toBeNull();
});
