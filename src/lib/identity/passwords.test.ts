import { describe, expect, test } from 'vitest';
import { hashSecret, passwordFault, verifySecret, PASSWORD_MAX, PASSWORD_MIN } from './passwords.server.ts';

const EVERYBODY_TRIES = ['Manchester', 'shanice.borrowmere', 'said and done', 'ab', ''];

const fault = (password: string) => passwordFault(password, EVERYBODY_TRIES);

describe('a password', () => {
  test('of fifteen characters is long enough, of fourteen is not', () => {
    expect(fault('kettle-violet-7')).toBeNull();
    expect(fault('kettle-violet-')).toBe('too-short');
    expect(PASSWORD_MIN).toBe(15);
  });

  test('may be very long, but not without end', () => {
    const long = 'kettle violet '.repeat(20);
    expect(fault(long.slice(0, PASSWORD_MAX))).toBeNull();
    expect(fault(long.slice(0, PASSWORD_MAX + 1))).toBe('too-long');
  });

  test('needs no capitals, digits or signs', () => {
    expect(fault('kettleviolettambourine')).toBeNull();
  });

  test.each([
    ['the name of the council', 'i work for MANCHESTER city'],
    ['a name to sign in with', 'shanice.borrowmere-2026'],
    ['our own name', 'the said and done password'],
  ])('with %s in it is too easy', (_, password) => {
    expect(fault(password)).toBe('too-easy');
  });

  test('of the same few characters is too easy', () => {
    expect(fault('aaaaaaaaaaaaaaaa')).toBe('too-easy');
    expect(fault('abababab cdcdcdcd')).toBeNull();
    expect(fault('abcdabcdabcdabcd')).toBe('too-easy');
  });

  test('is not refused for a word of two letters', () => {
    expect(fault('kettle-about-7-cabs')).toBeNull();
  });
});

describe('a hashed secret', async () => {
  const stored = await hashSecret('kettle-violet-7');

  test('is Argon2id with 64 MiB and three passes, and not the secret', () => {
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(stored).not.toContain('kettle');
  });

  test('is told from every other', async () => {
    expect(await verifySecret(stored, 'kettle-violet-7')).toBe(true);
    expect(await verifySecret(stored, 'kettle-violet-8')).toBe(false);
  });

  test('of nobody is never right, not even with the secret of the decoy', async () => {
    expect(await verifySecret(null, 'nobody has this one')).toBe(false);
  });
});
