import { describe, expect, test } from 'vitest';
import { addressOf, networkOf } from './network.ts';

describe('the network of', () => {
  test.each([
    ['192.0.2.17', '192.0.2'],
    ['::ffff:192.0.2.99', '192.0.2'],
    ['2001:db8:1:2345:6:7:8:9', '2001:0db8:0001:23'],
    ['2001:DB8:1:23ff::1', '2001:0db8:0001:23'],
    ['2001:db8::1', '2001:0db8:0000:00'],
    ['192.0.2.17:4711', '192.0.2'],
    ['[2001:db8:1:23ff::1]:4711', '2001:0db8:0001:23'],
    ['::1', '0000:0000:0000:00'],
    ['fe80::1%eth0', 'fe80:0000:0000:00'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the address of a request', () => {
  const from = (headers: Record<string, string>) => ({ headers, socket: { remoteAddress: '127.0.0.1' } });

  test('is the connection’s own where no proxy is configured, whatever a sender writes', () => {
    expect(addressOf(from({ 'x-forwarded-for': '198.51.100.1' }), null, 1)).toBe('127.0.0.1');
  });

  test('is the last one behind one proxy, the last but one behind two', () => {
    const request = from({ 'x-forwarded-for': '203.0.113.9, 198.51.100.1, 192.0.2.1' });
    expect(addressOf(request, 'x-forwarded-for', 1)).toBe('192.0.2.1');
    expect(addressOf(request, 'x-forwarded-for', 2)).toBe('198.51.100.1');
  });

  test('is the connection’s own where the header is missing or too short', () => {
    expect(addressOf(from({}), 'x-forwarded-for', 1)).toBe('127.0.0.1');
    expect(addressOf(from({ 'x-forwarded-for': '192.0.2.1' }), 'x-forwarded-for', 3)).toBe('127.0.0.1');
  });
});
