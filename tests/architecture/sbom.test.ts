import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeSbom } from '../../src/commands/sbom.ts';
import { importsOf } from './imports.ts';

const sbom = makeSbom();
const scopeOf = new Map(sbom.components.map(({ name, version, scope }) => [`${name}@${version}`, scope]));

interface LockFile {
  packages: Record<string, { version: string }>;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
const locked = (name: string) => `${name}@${lock.packages[`node_modules/${name}`]?.version}`;

test('the bill of materials is CycloneDX and says what it is of', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  expect(sbom.metadata.component).toMatchObject({ type: 'application', name, version });
});

test.each(['better-sqlite3', 'kysely', 'lucia', 'svelte', '@sveltejs/kit', 'devalue', 'node'])(
  'it lists %s, in the version of the lock file, as part of the product',
  (name) => {
    expect(scopeOf.get(locked(name))).toBe('required');
  },
);

test.each(['vitest', 'eslint', '@playwright/test'])('it lists %s as left behind', (name) => {
  expect(scopeOf.get(locked(name))).toBe('excluded');
});

test('every package of the lock file is in it, and every one has a licence', () => {
  const all = Object.keys(lock.packages).filter((place) => place !== '');
  const names = new Set(all.map((place) => place.replace(/^.*node_modules\//, '')));
  expect(new Set(sbom.components.map(({ name }) => name))).toEqual(names);
  expect(sbom.components.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([]);
});

test('whatever the app imports is part of the product', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'),
  );
  const imported = files
    .flatMap((file) => importsOf(file, readFileSync(`src/${file}`, 'utf8')))
    .filter(({ specifier, typeOnly }) => !typeOnly && /^(@[a-z-]+\/)?[a-z]/.test(specifier))
    .map(({ specifier }) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((name) => !name.startsWith('node:'));
  expect(imported.length).toBeGreaterThan(50);
  for (const name of new Set(imported)) expect([name, scopeOf.get(locked(name))]).toEqual([name, 'required']);
});
