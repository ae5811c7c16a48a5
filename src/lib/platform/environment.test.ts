import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseEnvironment } from './environment.server.ts';

describe('with nothing set', () => {
  const environment = parseEnvironment({});

  test('it listens on this machine alone', () => {
    expect(environment).toMatchObject({ host: '127.0.0.1', port: 3000, origin: 'http://localhost:3000' });
  });

  test('it keeps a SQLite file and its key ring in data', () => {
    expect(environment.databaseUrl).toBeNull();
    expect(environment.dataDir).toBe(resolve('data'));
    expect(environment.keyRingFile).toBe(resolve('data/key-ring.json'));
  });

  test('an empty variable is one that is not set', () => {
    expect(
      parseEnvironment({ HOST: '', PORT: '', ORIGIN: '', DATA_DIR: '', DATABASE_URL: '', KEY_RING_FILE: '' }),
    ).toEqual(environment);
  });
});

describe('with something set', () => {
  test('what is set counts', () => {
    expect(
      parseEnvironment({
        HOST: '10.0.0.4',
        PORT: '8080',
        ORIGIN: 'https://say.example.gov.uk',
        DATABASE_URL: 'postgresql://localhost/said',
      }),
    ).toMatchObject({
      host: '10.0.0.4',
      port: 8080,
      origin: 'https://say.example.gov.uk',
      databaseUrl: 'postgresql://localhost/said',
    });
  });

  test('the key ring goes where the data goes, unless said otherwise', () => {
    const dataDir = join('/srv', 'said');
    expect(parseEnvironment({ DATA_DIR: dataDir }).keyRingFile).toBe(join(dataDir, 'key-ring.json'));
    expect(parseEnvironment({ DATA_DIR: dataDir, KEY_RING_FILE: '/etc/ring.json' }).keyRingFile).toBe(
      '/etc/ring.json',
    );
  });

  test('places are absolute', () => {
    const { dataDir, keyRingFile } = parseEnvironment({ DATA_DIR: 'here', KEY_RING_FILE: 'there.json' });
    expect([isAbsolute(dataDir), isAbsolute(keyRingFile)]).toEqual([true, true]);
  });

  test('the origin has no slash at its end', () => {
    expect(parseEnvironment({ ORIGIN: 'https://say.example.gov.uk/' }).origin).toBe(
      'https://say.example.gov.uk',
    );
  });

  test.each(['0.0.0.0', '::', '::1'])('people reach a host of %s as localhost', (HOST) => {
    expect(parseEnvironment({ HOST }).origin).toBe('http://localhost:3000');
  });

  test('variables that are not ours do not matter', () => {
    expect(() => parseEnvironment({ PATH: '/bin', HOME: '/root' })).not.toThrow();
  });
});

describe('with something wrong', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '65536'],
    ['PORT', '99999'],
    ['ORIGIN', 'say.example.gov.uk'],
    ['ORIGIN', 'localhost:3000'],
    ['DATABASE_URL', 'mysql://localhost/said'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => parseEnvironment({ [name]: value })).toThrow(name);
  });

  test('every fault is named, not only the first', () => {
    const wrong = { PORT: 'x', ORIGIN: 'y', DATABASE_URL: 'z' };
    expect(() => parseEnvironment(wrong)).toThrow(/PORT[^]*ORIGIN[^]*DATABASE_URL/);
  });

  test('the secret part of an address is not repeated', () => {
    expect(() => parseEnvironment({ DATABASE_URL: 'mysql://user:hunter2@localhost/said' })).toThrow(
      /^(?![^]*hunter2)/,
    );
  });
});
