import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';

const moments = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test('an id is a UUID of version 7', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids sort by time', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 1_000_000 }), (at, later) => {
      expect(newId(at) < newId(new Date(at.getTime() + later))).toBe(true);
      expect(newId(new Date(at.getTime() + later)) > newId(at)).toBe(true);
    }),
  );
});

test('ids of the same millisecond sort in the order they were made', () => {
  const at = new Date('2026-07-06T09:00:00Z');
  const made = Array.from({ length: 500 }, () => newId(at));
  expect([...made].sort()).toEqual(made);
});

test('no two are alike', () => {
  const at = new Date('2026-07-06T09:00:00Z');
  expect(new Set(Array.from({ length: 2_000 }, () => newId(at))).size).toBe(2_000);
});

test('an id tells when, and nothing else that could be guessed', () => {
  const at = new Date('2026-07-06T09:00:00Z');
  const tail = (id: string) => id.slice(-11);
  expect(newId(at).replaceAll('-', '').slice(0, 12)).toBe(at.getTime().toString(16).padStart(12, '0'));
  expect(new Set(Array.from({ length: 200 }, () => tail(newId(at)))).size).toBe(200);
});
