import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RESERVED_SLUGS } from '../../src/lib/authorities/authority.ts';
import { checkFiles } from '../../src/lib/content/check-files.server.ts';
import { entitlementKind } from '../../src/lib/content/entitlement-kind.server.ts';
import { commitmentKind, themeKind } from '../../src/lib/content/promise-kinds.server.ts';
import { publishFaults } from '../../src/lib/content/publish-gate.ts';
import { sampleFiles } from '../../src/lib/content/sample-files.ts';
import { serviceKind } from '../../src/lib/content/service-kind.server.ts';

const YOUNG = 'src/routes/[authority=authority]/[lang=language]/(young)';

const plainFolders = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z0-9-]+$/.test(entry.name))
    .map(({ name }) => name)
    .sort();

/** Pages and files of ours beside those that are named by a piece, which a piece of that name would lie under. */
const beside = (folder: string) => plainFolders(`${YOUNG}/${folder}`);

test.each([
  ['offer', entitlementKind],
  ['promise', commitmentKind],
  ['promise/theme', themeKind],
  ['services', serviceKind],
])('no piece hides behind a page of its own: %s', (folder, kind) => {
  expect(beside(folder).filter((name) => !(kind.reserved ?? []).includes(name))).toEqual([]);
});

test('a piece by such a name is not published', () => {
  const context = { sources: {}, today: '2026-11-22', others: [], published: null };
  const words = { en: { title: 'T', summary: 'S' } };
  const body = { facts: { id: 'whole-council', kind: 'theme' }, words, madeFrom: {} };
  expect(publishFaults(themeKind, 'whole-council', body, context)).toEqual([
    {
      path: ['facts', 'id'],
      message: '“whole-council” is the address of another page. Take another name.',
    },
  ]);
});

test('no authority hides behind a page of ours', () => {
  expect(plainFolders('src/routes')).toEqual(RESERVED_SLUGS);
  const faults = checkFiles('metrics', sampleFiles('metrics', '2026-11-22'), [], '2026-11-22');
  expect(faults.map(({ file, path, message }) => [file, path, message])).toEqual([
    ['authority.json', 'id', '“metrics” is the address of another page. Take another name.'],
  ]);
});
