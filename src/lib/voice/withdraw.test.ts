import { expect, test } from 'vitest';
import { stages } from './journey.ts';
import { isKeptForSafety } from './withdraw.ts';

const entry = (detail: string | null) => ({ detail });

test('what is held or was handed over is kept; at every other stage it may be taken back', () => {
  expect(stages.filter((stage) => isKeptForSafety(stage, [entry('passed')]))).toEqual([
    'held',
    'handed-over',
  ]);
});

test('so are words that were added and held, wherever the message is, but not words nobody could open', () => {
  expect(isKeptForSafety('shared', [entry('passed'), entry(null), entry('held')])).toBe(true);
  expect(isKeptForSafety('shared', [entry('passed'), entry('awaiting')])).toBe(false);
  expect(isKeptForSafety('unreadable', [entry('held')])).toBe(false);
});
