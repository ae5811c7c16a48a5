import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterTry,
  canChange,
  codeFaults,
  goesAt,
  isDue,
  isOver,
  newItem,
  readItem,
  waitAfter,
  waitLeft,
  type OutboxItem,
} from './outbox.ts';

const now = new Date('2026-11-22T14:05:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const DAY = 86_400_000;

const item = (more: Partial<OutboxItem> = {}): OutboxItem => ({
  ...newItem({
    id: 'one',
    authorityId: 'manchester',
    address: '/manchester/en/say',
    savedAt: now.toISOString(),
    body: '{}',
    hash: 'hash',
    pieces: [],
    receipt: 'sealed',
    slot: 'draft',
  }),
  ...more,
});

const answer = { hash: 'hash', receivedAt: now.toISOString(), at: '14:05', due: 'Friday' };

describe('waiting', () => {
  test('waits grow to half a minute, give or take a quarter, and never end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, luck) => {
          const wait = waitAfter(tries, luck);
          expect(wait).toBeGreaterThanOrEqual(3_750);
          expect(wait).toBeLessThanOrEqual(37_500);
        },
      ),
    );
    expect([1, 2, 3, 4, 5].map((tries) => waitAfter(tries, 0.5))).toEqual([
      5_000, 10_000, 20_000, 30_000, 30_000,
    ]);
  });

  test('a wait the server asked for is kept by an eager phone too, for an hour at most', () => {
    const told = item({
      ...afterTry(item(), { kind: 'later', certain: true, retryAfterMs: 90_000 }, false, now, 0.5),
    });
    expect(isDue(told, later(60_000), true)).toBe(false);
    expect(isDue(told, later(90_000), false)).toBe(true);
    const long = afterTry(item(), { kind: 'later', certain: true, retryAfterMs: 10 * DAY }, false, now, 0);
    expect(long.waitMs).toBe(60 * 60_000);
  });

  test('a phone that is eager does not wait where nobody asked it to', () => {
    const failed = item({
      ...afterTry(item(), { kind: 'later', certain: false, retryAfterMs: 0 }, false, now, 0.5),
    });
    expect(isDue(failed, later(1), false)).toBe(false);
    expect(isDue(failed, later(1), true)).toBe(true);
  });

  test('a clock set back, or lost, holds nothing up', () => {
    expect(waitLeft(item({ triedAt: later(2 * DAY).toISOString(), waitMs: 30_000 }), now)).toBe(0);
    expect(waitLeft(item({ triedAt: 'no time', waitMs: 30_000 }), now)).toBe(0);
  });
});

describe('what may be done', () => {
  test('what has certainly never left can be changed; what may have arrived cannot', () => {
    expect(canChange(item())).toBe(true);
    expect(canChange(item({ left: true }))).toBe(false);
    expect(canChange(item({ state: 'received' }))).toBe(false);
    expect(canChange(item({ slot: null }))).toBe(false);
    expect(canChange(item({ state: 'refused', heldFor: 'key-unknown' }))).toBe(true);
    expect(canChange(item({ state: 'refused', heldFor: 'removed' }))).toBe(false);
    for (const heldFor of codeFaults) expect(canChange(item({ state: 'refused', heldFor }))).toBe(true);
  });

  test('an answer that says no to one try leaves what an earlier one may have done', () => {
    const busy = { kind: 'later', certain: true, retryAfterMs: 0 } as const;
    const cut = { kind: 'later', certain: false, retryAfterMs: 0 } as const;
    expect(afterTry(item({ left: true }), busy, false, now, 0).left).toBe(false);
    expect(afterTry(item({ left: true }), busy, true, now, 0).left).toBe(true);
    expect(afterTry(item({ left: true }), cut, false, now, 0).left).toBe(true);
  });

  test('signing in is asked for and the message still waits', () => {
    const asked = item(afterTry(item(), { kind: 'held', heldFor: 'sign-in' }, false, now, 0));
    expect(asked).toMatchObject({ state: 'saved', heldFor: 'sign-in', body: '{}', left: false });
    expect(isDue(asked, later(1), true)).toBe(true);
  });

  test('received: its bytes go, its receipt stays until it is kept and seen, or for seven days', () => {
    const received = item(afterTry(item(), { kind: 'received', answer }, false, now, 0));
    expect(received).toMatchObject({ state: 'received', body: '', slot: null, receipt: 'sealed' });
    expect(received.received).toEqual({ receivedAt: answer.receivedAt, at: '14:05', due: 'Friday' });
    expect(isOver(received, later(6 * DAY))).toBe(false);
    expect(isOver(received, later(7 * DAY + 1))).toBe(true);
    expect(isOver({ ...received, receipt: null }, now)).toBe(false);
    expect(isOver({ ...received, receipt: null, seen: true }, now)).toBe(true);
  });

  test('what was never sent is never over, however old', () => {
    for (const heldFor of [null, 'sign-in'] as const)
      expect(isOver(item({ heldFor }), later(3_650 * DAY))).toBe(false);
    for (const heldFor of ['key-unknown', 'not-taken', 'too-large', 'piece-lost', ...codeFaults] as const)
      expect(goesAt(item({ state: 'refused', heldFor }))).toBeNull();
    for (const heldFor of ['removed', 'differently'] as const)
      expect(goesAt(item({ state: 'refused', heldFor }))).toBe('2026-11-29T14:05:00.000Z');
  });
});

describe('stored by another version', () => {
  test('what an older version left out has its usual value', () => {
    const { id, body, hash, address } = item();
    expect(readItem({ version: 1, id, body, hash, address })).toMatchObject({
      authorityId: 'manchester',
      state: 'saved',
      pieces: [],
      step: 0,
    });
  });

  test('what a newer version added is kept as it is', () => {
    expect(readItem({ ...item(), version: 2, more: 'later' })).toMatchObject({ version: 2, more: 'later' });
  });

  test.each([null, 7, 'text', {}, { id: 'one' }, { ...item(), address: 'https://elsewhere.example/say' }])(
    '%j is no item',
    (stored) => expect(readItem(stored)).toBeNull(),
  );
});
