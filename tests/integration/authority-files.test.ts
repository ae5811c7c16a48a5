import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAuthority, exportAuthority, loadChecked, newAuthority } from '../../src/commands/authority.ts';
import { findAuthority } from '../../src/lib/authorities/authorities.queries.server.ts';
import { findDraft, findVersions } from '../../src/lib/content/content.queries.server.ts';
import { bodyToTyped } from '../../src/lib/content/draft.ts';
import { findLivePieces } from '../../src/lib/content/live.server.ts';
import { kindNamed } from '../../src/lib/content/kinds.server.ts';
import { publishDraft } from '../../src/lib/content/publish.server.ts';
import { saveDraft } from '../../src/lib/content/save-draft.server.ts';
import { filesOf } from '../../src/lib/content/write-files.server.ts';
import { findOffer } from '../../src/lib/offer/offer.queries.server.ts';
import { findPromise } from '../../src/lib/promise/promise.queries.server.ts';
import { wellFormed, type Typed } from '../../src/lib/platform/forms.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { MARKUP } from '../../src/lib/content/publish-gate.ts';
import { naughty } from '../support/naughty.ts';
import { aDraft, aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();
const TODAY = '2026-11-22';
const SLUGS = ['cheshire-east', 'manchester', 'warrington'];
/** Pieces that single tests below tell the story of. */
const LEFT_ALONE = ['dreams', 'grow', 'hobbies', 'skills'];
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'said-and-done-files-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const context = () => ({ db: world.db, ring: world.ring, clock: () => new Date(`${TODAY}T12:00:00Z`) });
const editing = () => ({ db: world.db, auditKey: world.auditKey, clock: context().clock });
const written = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** Saves and publishes one piece as an editor does, with some fields changed. */
async function publish(name: { kind: string; id: string }, changes: Typed): Promise<unknown> {
  const pieces = await findLivePieces(world.db, 'manchester');
  const live = pieces.find(({ kind, id }) => kind === name.kind && id === name.id);
  const kind = kindNamed(name.kind);
  if (!live || !kind) throw new Error(`There is no ${name.kind} ${name.id}.`);
  const [newest] = await findVersions(world.db, 'manchester', { kind: live.kind, id: live.id });
  const typed = {
    ...bodyToTyped(kind, live.body),
    ...changes,
    version: '0',
    basedOn: String(newest?.number),
  };
  const editor = world.staff.editor.personId;
  expect(await saveDraft(editing(), editor, 'manchester', name, typed)).toBeNull();
  return publishDraft(editing(), editor, 'manchester', name, { version: 1, why: 'A test' });
}

describe.each(SLUGS)('%s', (slug) => {
  // So that what editors changed is all that a comparison of an export with the repository shows.
  test('is exported as the very files it was loaded from', async () => {
    expect(await exportAuthority(world.db, slug, root)).toMatchObject({ ok: true });
    expect(written(join(root, slug))).toEqual(written(`seeds/authorities/${slug}`));
  });

  test('exported, loaded and exported again is the same, byte for byte, and makes no new version', async () => {
    const before = await filesOf(world.db, slug);
    await exportAuthority(world.db, slug, root);
    expect(await loadChecked(context(), slug, root)).toEqual({ ok: true, lines: [`Loaded ${slug}.`] });
    expect(await filesOf(world.db, slug)).toEqual(before);
    const versions = await world.db
      .selectFrom('content_versions')
      .select('number')
      .where('authority_id', '=', slug)
      .execute();
    expect(new Set(versions.map(({ number }) => number))).toEqual(new Set([1]));
  });
});

test('whatever editors write goes out into files, passes their check and comes in again, byte for byte', async () => {
  const pieces = (await findLivePieces(world.db, 'manchester')).filter(
    ({ national, id }) => !national && !LEFT_ALONE.includes(id),
  );
  const texts = fc.constantFrom(
    ...naughty.map((text) => wellFormed(text).trim()).filter((text) => text !== '' && !MARKUP.test(text)),
  );
  const text = texts.map((one) => one.slice(0, 1_500));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pieces), text, text, fc.boolean(), async (piece, en, pl, whole) => {
      const kind = kindNamed(piece.kind);
      const required = (kind?.words ?? []).filter(({ mayBeEmpty }) => !mayBeEmpty);
      const changes = Object.fromEntries([
        ...required.map(({ name }) => [`en.${name}`, en]),
        ...(kind?.words ?? []).map(({ name, mayBeEmpty }) => [`pl.${name}`, whole && !mayBeEmpty ? pl : '']),
        ...(kind?.words ?? []).filter(({ mayBeEmpty }) => mayBeEmpty).map(({ name }) => [`en.${name}`, '']),
        ['ar.note', ''],
        ['ti.note', ''],
      ]);
      const published = await publish({ kind: piece.kind, id: piece.id }, changes);
      expect(published).toHaveProperty('number');
      const before = await filesOf(world.db, 'manchester');
      await exportAuthority(world.db, 'manchester', root);
      expect(await loadChecked(context(), 'manchester', root)).toEqual({
        ok: true,
        lines: ['Loaded manchester.'],
      });
      expect(await filesOf(world.db, 'manchester')).toEqual(before);
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('what is old stays old when the same words are loaded again', async () => {
  const piece = { kind: 'commitment' as const, id: 'dreams' };
  await publish(piece, { 'en.title': 'Your dreams count.' });
  const staleNow = async () => {
    const found = await findAuthority(world.db, 'manchester');
    const themes = found ? await findPromise(world.db, found, 'ar') : [];
    return themes
      .flatMap(({ commitments }) => commitments)
      .find(({ commitmentId }) => commitmentId === 'dreams')?.stale;
  };
  expect(await staleNow()).toBe(true);
  await exportAuthority(world.db, 'manchester', root);
  await loadChecked(context(), 'manchester', root);
  expect(await staleNow()).toBe(true);
});

test('drafts stay as they are when files are loaded', async () => {
  const name = { kind: 'theme' as const, id: 'grow' };
  const typed = { 'en.title': 'Half a thought', version: '0', basedOn: '1' };
  expect(await saveDraft(editing(), world.staff.editor.personId, 'manchester', name, typed)).toBeNull();
  const before = await findDraft(world.db, 'manchester', name);
  const exported = await filesOf(world.db, 'manchester');
  expect(JSON.stringify(exported)).not.toContain('Half a thought');
  await exportAuthority(world.db, 'manchester', root);
  await loadChecked(context(), 'manchester', root);
  expect(await findDraft(world.db, 'manchester', name)).toEqual(before);
});

describe('files over what editors have published', () => {
  test('make a new version by the files, and the editors’ stays among the versions', async () => {
    const name = { kind: 'commitment' as const, id: 'hobbies' };
    await exportAuthority(world.db, 'manchester', root);
    await publish(name, { 'en.title': 'An editor wrote this.' });
    expect(await loadChecked(context(), 'manchester', root)).toEqual({
      ok: true,
      lines: ['Loaded manchester.'],
    });
    const versions = await findVersions(world.db, 'manchester', name);
    expect(versions.map(({ number, by, why }) => [number, by === 'files' ? by : 'editor', why])).toEqual([
      [3, 'files', 'Loaded from files'],
      [2, 'editor', 'A test'],
      [1, 'files', 'Loaded from files'],
    ]);
    expect(versions[1]?.body?.words.en?.title).toBe('An editor wrote this.');
  });

  test('do not take out what young people have written about', async () => {
    const about = { themeId: 'grow', commitmentId: 'skills' };
    await receiveMessage(world, 'manchester', aDraft('About skills', about), aSendKey());
    const folder = join(root, 'manchester');
    await exportAuthority(world.db, 'manchester', root);
    const before = await filesOf(world.db, 'manchester');
    const promise = JSON.parse(readFileSync(join(folder, 'promise.json'), 'utf8'));
    for (const theme of promise.themes)
      theme.commitments = theme.commitments.filter(({ id }: { id: string }) => id !== 'skills');
    writeFileSync(join(folder, 'promise.json'), JSON.stringify(promise));
    const figures = JSON.parse(readFileSync(join(folder, 'measures.json'), 'utf8'));
    for (const measure of figures.measures)
      measure.commitments = measure.commitments.filter((id: string) => id !== 'skills');
    writeFileSync(join(folder, 'measures.json'), JSON.stringify(figures));
    for (const lang of ['en', 'ar', 'pl', 'ti']) {
      const words = JSON.parse(readFileSync(join(folder, `${lang}.json`), 'utf8'));
      delete words.promise.grow?.commitments.skills;
      writeFileSync(join(folder, `${lang}.json`), JSON.stringify(words));
    }
    const told = await loadChecked(context(), 'manchester', root);
    expect(told).toEqual({
      ok: false,
      lines: [
        'commitment “skills” cannot be taken out: Young people have written about it.',
        'Nothing was loaded.',
      ],
    });
    expect(await filesOf(world.db, 'manchester')).toEqual(before);
  });
});

describe('a fourth authority', () => {
  test('is begun, checked, loaded and read; a second beginning writes nothing', async () => {
    expect(await newAuthority('made-up', TODAY, root)).toMatchObject({ ok: true });
    expect(await newAuthority('made-up', TODAY, root)).toMatchObject({ ok: false });
    expect(await checkAuthority('made-up', TODAY, root)).toMatchObject({ ok: true });
    expect(await loadChecked(context(), 'made-up', root)).toMatchObject({ ok: true });
    const authority = await findAuthority(world.db, 'made-up');
    expect(authority?.name).toBe('Made Up');
    if (!authority) return;
    const [theme] = await findPromise(world.db, authority, 'en');
    expect(theme?.commitments.map(({ ref }) => ref)).toEqual(['1a', '1b']);
    const offer = await findOffer(world.db, 'made-up', 'en');
    expect(offer.filter(({ scope }) => scope === 'authority').map(({ facts }) => facts.id)).toEqual([
      'setting-up-home',
    ]);
    expect(offer.filter(({ scope }) => scope === 'national').length).toBeGreaterThan(30);
  });

  test('with a fault in its files is not loaded at all', async () => {
    const folder = join(root, 'faulty');
    mkdirSync(folder);
    cpSync(join(root, 'made-up'), folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8').replaceAll('"made-up"', '"faulty"');
      writeFileSync(join(folder, file), text.replace('"1b"', '"1a"'));
    }
    const told = await loadChecked(context(), 'faulty', root);
    expect(told.ok).toBe(false);
    expect(told.lines[0]).toMatch(/faulty\/promise\.json:9:11 themes\[0\]\.commitments\[0\]\.ref: “1a” is/);
    expect(told.lines.at(-1)).toBe('Nothing was loaded.');
    expect(await findAuthority(world.db, 'faulty')).toBeNull();
  });

  test('with the mark that some editors begin a file with is loaded all the same', async () => {
    await newAuthority('marked', TODAY, root);
    const file = join(root, 'marked', 'en.json');
    writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8')}`);
    expect(await loadChecked(context(), 'marked', root)).toEqual({ ok: true, lines: ['Loaded marked.'] });
  });

  test('with a folder among its files is told so', async () => {
    await newAuthority('littered', TODAY, root);
    mkdirSync(join(root, 'littered', 'drafts'));
    const told = await checkAuthority('littered', TODAY, root);
    expect(told.lines[0]).toMatch(/littered\/drafts:1:1 There is no such file/);
  });

  test('that is not there is said so', async () => {
    expect(await checkAuthority('nowhere', TODAY, root)).toEqual({
      ok: false,
      lines: [`There is no folder ${root}/nowhere.`],
    });
    expect(await exportAuthority(world.db, 'nowhere', root)).toMatchObject({ ok: false });
  });
});
