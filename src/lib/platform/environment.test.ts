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

describe('mail and push', () => {
  const mail = { SMTP_URL: 'smtps://name:hunter2@mail.example.org', MAIL_FROM: 'no-reply@example.org' };
  const pushTest = { PUSH_TEST_SERVICE: 'https://localhost:4711', PUSH_TEST_CA: '/tmp/ca.pem' };

  test('email is offered where a mail server and a sender are set', () => {
    expect(parseEnvironment({}).mail).toBeNull();
    expect(parseEnvironment(mail).mail).toEqual({ smtpUrl: mail.SMTP_URL, mailFrom: mail.MAIL_FROM });
  });

  test('push is on, unless turned off', () => {
    expect(parseEnvironment({}).push).toBe(true);
    expect(parseEnvironment({ PUSH: 'no' }).push).toBe(false);
  });

  test.each([
    [{ SMTP_URL: mail.SMTP_URL }, /MAIL_FROM/],
    [{ MAIL_FROM: mail.MAIL_FROM }, /SMTP_URL/],
    [{ ...mail, SMTP_URL: 'https://name:hunter2@mail.example.org' }, /SMTP_URL/],
    [{ ...mail, SMTP_URL: 'smtp://name:hunter2@mail.example.org?tls=no' }, /SMTP_URL/],
    [{ ...mail, SMTP_URL: 'smtp://name:hunter2@mail.example.org:99999' }, /SMTP_URL/],
    [{ ...mail, SMTP_URL: 'mail.example.org' }, /SMTP_URL/],
    [{ ...mail, SMTP_URL: 'smtps://name:hunter2%@mail.example.org' }, /SMTP_URL/],
    [{ ...mail, MAIL_FROM: 'Said <no-reply@example.org>' }, /MAIL_FROM/],
    [{ ...mail, MAIL_FROM: 'no-reply' }, /MAIL_FROM/],
    [{ ...mail, MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' }, /MAIL_FROM/],
    [{ PUSH: 'perhaps' }, /PUSH/],
    [{ PUSH_TEST_SERVICE: 'https://push.example.org', PUSH_TEST_CA: 'x' }, /PUSH_TEST_SERVICE/],
    [{ PUSH_TEST_SERVICE: pushTest.PUSH_TEST_SERVICE }, /PUSH_TEST_CA/],
  ])('%j is refused by name, without the password', (given, name) => {
    expect(() => parseEnvironment(given)).toThrow(name);
    expect(() => parseEnvironment(given)).toThrow(/^(?![^]*hunter2)/);
  });

  test('what is for tests is refused in earnest', () => {
    expect(parseEnvironment(pushTest).pushTest).toEqual({
      origin: pushTest.PUSH_TEST_SERVICE,
      caFile: pushTest.PUSH_TEST_CA,
    });
    const origin = { ORIGIN: 'https://say.example.gov.uk' };
    expect(() => parseEnvironment({ ...pushTest, ...origin })).toThrow('PUSH_TEST_SERVICE');
    expect(() => parseEnvironment({ ...pushTest, NODE_ENV: 'production' })).toThrow('PUSH_TEST_SERVICE');
  });
});

describe('a translation server', () => {
  test('is none unless it is set, and may have a key', () => {
    expect(parseEnvironment({}).translate).toBeNull();
    const url = 'https://translate.example.gov.uk/';
    const bare = url.replace(/\/$/, '');
    expect(parseEnvironment({ TRANSLATE_URL: url }).translate).toEqual({ url: bare, key: null });
    expect(parseEnvironment({ TRANSLATE_URL: url, TRANSLATE_KEY: 'k' }).translate).toEqual({
      url: bare,
      key: 'k',
    });
    expect(() => parseEnvironment({ TRANSLATE_KEY: 'k' })).toThrow(/TRANSLATE_KEY/);
  });

  test.each(['http://localhost:5000', 'http://127.0.0.1:5000/', 'http://[::1]:5000'])(
    'on this machine needs no encryption: %s',
    (url) => expect(parseEnvironment({ TRANSLATE_URL: url }).translate?.url).toBe(url.replace(/\/$/, '')),
  );

  test.each([
    'http://translate.example.gov.uk',
    'http://10.0.0.4:5000',
    'ftp://localhost',
    'https://name:secret@translate.example.gov.uk',
    'https://translate.example.gov.uk/?to=me',
    'translate.example.gov.uk',
  ])('elsewhere is reached encrypted and by a bare address: not %s', (url) => {
    expect(() => parseEnvironment({ TRANSLATE_URL: url })).toThrow(/TRANSLATE_URL/);
  });
});
