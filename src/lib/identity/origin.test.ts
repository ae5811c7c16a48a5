import { describe, expect, test } from 'vitest';
import { crossOrigin, type Provenance } from './origin.ts';

const OURS = 'https://say.example.gov.uk';

const refused = (request: Partial<Provenance>) =>
  crossOrigin({ method: 'POST', site: null, origin: null, ours: OURS, bareAllowed: false, ...request });

describe('a request that changes something', () => {
  test('is taken from our own pages', () => {
    expect(refused({ site: 'same-origin' })).toBe(false);
  });

  test.each(['cross-site', 'same-site', 'none', '', 'Same-Origin'])(
    'is refused when the browser says %j',
    (site) => {
      expect(refused({ site })).toBe(true);
    },
  );

  test('is refused on the word of the browser even when the origin looks like ours', () => {
    expect(refused({ site: 'cross-site', origin: OURS })).toBe(true);
  });

  test('is taken from our origin by a browser that says no more', () => {
    expect(refused({ origin: OURS })).toBe(false);
  });

  test.each([
    'https://evil.example',
    'http://say.example.gov.uk',
    'https://say.example.gov.uk:8443',
    'https://say.example.gov.uk.evil.example',
    'null',
    '',
  ])('is refused from %j', (origin) => {
    expect(refused({ origin })).toBe(true);
  });

  test('is refused from elsewhere even where bare requests are allowed', () => {
    expect(refused({ origin: 'https://evil.example', bareAllowed: true })).toBe(true);
    expect(refused({ site: 'cross-site', bareAllowed: true })).toBe(true);
  });

  test('without either header is taken only where no session could be abused', () => {
    expect(refused({ bareAllowed: true })).toBe(false);
    expect(refused({ bareAllowed: false })).toBe(true);
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'get'])('by %s is looked at too', (method) => {
    expect(refused({ method, site: 'cross-site' })).toBe(true);
  });
});

test.each(['GET', 'HEAD'])('a %s changes nothing and may come from anywhere', (method) => {
  expect(refused({ method, site: 'cross-site', origin: 'https://evil.example' })).toBe(false);
});
