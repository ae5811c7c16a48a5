import { describe, expect, test } from 'vitest';
import { isPublicAddress, publicLookup } from './public-address.server.ts';

describe('an address of the public internet', () => {
  test.each(['142.250.187.202', '17.57.144.10', '1.1.1.1', '2a00:1450:4009:81f::200a', '2606:4700::1111'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test('a name that leads to this machine is refused, whoever says so', async () => {
  const found = await new Promise((resolve) =>
    publicLookup('localhost', { all: true }, (fault) => resolve((fault as { code?: string } | null)?.code)),
  );
  expect(found).toBe('ENOTPUBLIC');
});
