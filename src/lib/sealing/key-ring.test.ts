import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keyRingFrom, openKeyRing, type SecretUse } from './key-ring.server.ts';

const uses: SecretUse[] = [
  'receipt pepper',
  'receipt making',
  'audit',
  'server wrap',
  'one-time codes',
  'once',
  'kept forms',
];

const ring = keyRingFrom({ active: 'new', keys: { old: 'A'.repeat(43), new: `${'B'.repeat(42)}A` } });

describe('secrets', () => {
  test('each use has 256 bits of its own', () => {
    const secrets = uses.map((use) => Buffer.from(ring.secret(use)).toString('hex'));
    expect(new Set(secrets).size).toBe(uses.length);
    expect(secrets.every((secret) => secret.length === 64)).toBe(true);
  });

  test('the active key is used unless another is named', () => {
    expect(ring.activeId).toBe('new');
    expect(ring.secret('audit')).toEqual(ring.secret('audit', 'new'));
    expect(ring.secret('audit')).not.toEqual(ring.secret('audit', 'old'));
  });

  test('a key that is not on the ring is refused by name', () => {
    expect(() => ring.secret('audit', 'lost')).toThrow('lost');
  });

  test('none is the key on the ring itself', () => {
    const plain = Buffer.from('A'.repeat(43), 'base64url');
    expect(uses.filter((use) => plain.equals(ring.secret(use, 'old')))).toEqual([]);
  });
});

describe('a MAC', () => {
  test('is the same for the same parts and has 256 bits', () => {
    expect(ring.mac('once', 'a', 'b')).toBe(ring.mac('once', 'a', 'b'));
    expect(Buffer.from(ring.mac('once', 'a'), 'base64url')).toHaveLength(32);
  });

  test('is another for another use', () => {
    expect(ring.mac('once', 'a')).not.toBe(ring.mac('receipt pepper', 'a'));
  });

  test('tells where one part ends and the next begins', () => {
    const macs = [ring.mac('once', 'ab', 'c'), ring.mac('once', 'a', 'bc'), ring.mac('once', 'abc')];
    expect(new Set(macs).size).toBe(3);
    expect(ring.mac('once', 'a', '')).not.toBe(ring.mac('once', 'a'));
  });
});

describe('the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'key-ring-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  test('is made when there is none, its folder too, for its owner alone', () => {
    const file = join(folder, 'deep', 'ring.json');
    openKeyRing(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is read and never made again: the same secrets after a restart', () => {
    const file = join(folder, 'again.json');
    const first = openKeyRing(file).secret('receipt pepper');
    const content = readFileSync(file, 'utf8');
    expect(openKeyRing(file).secret('receipt pepper')).toEqual(first);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  test('has other keys on another machine', () => {
    const [here, there] = ['here.json', 'there.json'].map((name) => openKeyRing(join(folder, name)));
    expect(here?.secret('audit')).not.toEqual(there?.secret('audit'));
  });

  test.each([
    ['a key too short', JSON.stringify({ active: 'a', keys: { a: 'A'.repeat(42) } })],
    ['no active key', JSON.stringify({ keys: { a: 'A'.repeat(43) } })],
    ['no keys', JSON.stringify({ active: 'a' })],
    ['something else than JSON', 'key: value'],
    ['nothing', ''],
  ])('with %s is refused at start', (name, content) => {
    expect(() => openKeyRing(write(`${name}.json`, content))).toThrow();
  });

  test('whose active key is missing is refused by name as soon as it is used', () => {
    const ring = openKeyRing(
      write('gone.json', JSON.stringify({ active: 'b', keys: { a: 'A'.repeat(43) } })),
    );
    expect(() => ring.secret('audit')).toThrow('no key b');
  });
});
