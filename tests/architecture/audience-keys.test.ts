import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';

/** Every program of ours: the commands, the pages and the rooms, without their tests. */
const sources = new Map(
  readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => [file, readFileSync(file, 'utf8')] as const),
);
const inReviews = [...sources].filter(([file]) => file.startsWith('src/lib/reviews/'));
const filesWith = (from: readonly (readonly [string, string])[], pattern: RegExp) =>
  from.filter(([, source]) => pattern.test(source)).map(([file]) => file.replace('src/lib/reviews/', ''));

/** What opens a wrap with the authority's key. */
const OPENS = /(?<!\.)\b(openForAuthority|tryForAuthority|openPrivateKey)\b/;
/** Where the records of reviews are opened by the authority, and which: those of an audience in one file alone. */
const openers = ['audience-keys.server.ts', 'decided-keys.server.ts'];

test('one file of reviews opens the keys of audiences, and one those of what was decided', () => {
  expect(inReviews.length).toBeGreaterThan(40);
  expect(filesWith(inReviews, OPENS).sort()).toEqual(openers);
});

test('what opens what was decided knows no audience', () => {
  const source = sources.get('src/lib/reviews/decided-keys.server.ts')!;
  expect(source).not.toContain('audienceRecord');
  expect(source).not.toContain('recordsOf');
});

test('nothing outside reviews names the record of an audience but the way in, which stores what came', () => {
  const outside = [...sources].filter(([file]) => !file.startsWith('src/lib/reviews/'));
  expect(filesWith(outside, /\b(audienceRecord|recordsOf)\b/)).toEqual(['src/intake-views.server.ts']);
  // It hands them to what wraps, and opens none.
  expect(sources.get('src/intake-views.server.ts')).not.toMatch(OPENS);
});

test('the name of an audience’s record is put together in one place', () => {
  const together = /\$\{[^}]*(?:[vV]iews|Id)[^}]*\}\./;
  const files = filesWith(inReviews, together);
  expect(files.filter((file) => file !== 'sealed-views.ts')).toEqual([]);
});

test('keys are asked for by reader: nobody hands the key store a list of audiences of their own', () => {
  const source = sources.get('src/lib/reviews/audience-keys.server.ts')!;
  expect(source).toContain('const allowed = audiencesFor(reader);');
  // The look at what arrives reads no database: it is given the wraps, and only one file may ask it.
  const arriving = source.slice(source.indexOf('export async function openArriving'));
  expect(arriving).not.toMatch(/selectFrom/);
  expect(filesWith([...sources], /\bopenArriving\b/).sort()).toEqual([
    'audience-keys.server.ts',
    'look-for-danger.server.ts',
  ]);
});

test('keys of audiences go no further than what opens answers and their recordings', () => {
  const namesIt = [...sources].filter(([, source]) => source.includes('audience-keys.server.ts'));
  const users = namesIt.filter(([file, source]) =>
    importsOf(file, source).some(
      ({ specifier, typeOnly }) => !typeOnly && /audience-keys\.server\.ts$/.test(specifier),
    ),
  );
  expect(users.map(([file]) => file.replace('src/lib/reviews/', '')).sort()).toEqual([
    'look-for-danger.server.ts',
    'open-views.server.ts',
  ]);
});
