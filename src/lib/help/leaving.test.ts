import { describe, expect, test } from 'vitest';
import { countsEscapes, ELSEWHERE, type KeyPress } from './leaving.ts';

const press = (timeStamp: number, more: Partial<KeyPress> = {}): KeyPress => ({
  key: 'Escape',
  repeat: false,
  isComposing: false,
  keyCode: 27,
  timeStamp,
  ...more,
});

const leavesAfter = (presses: KeyPress[]): boolean[] => presses.map(countsEscapes());

describe('Esc', () => {
  test('three times within two seconds leaves', () => {
    expect(leavesAfter([press(0), press(900), press(2_000)])).toEqual([false, false, true]);
  });

  test('twice does not, and slowly does not', () => {
    expect(leavesAfter([press(0), press(1)])).toEqual([false, false]);
    expect(leavesAfter([press(0), press(1_000), press(2_001)])).toEqual([false, false, false]);
  });

  test('the last three count, however many came before them', () => {
    expect(leavesAfter([press(0), press(1_500), press(2_600), press(3_000)])).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('another key in between begins again', () => {
    expect(leavesAfter([press(0), press(1), press(2, { key: 'a' }), press(3)])).not.toContain(true);
  });

  test.each<[string, Partial<KeyPress>]>([
    ['held down', { repeat: true }],
    ['while an input method composes', { isComposing: true }],
    ['taken by an input method', { keyCode: 229 }],
  ])('%s does not count, nor stand in the way', (_, more) => {
    expect(leavesAfter([press(0, more), press(1, more), press(2, more)])).not.toContain(true);
    expect(leavesAfter([press(0), press(1, more), press(2), press(3)]).at(-1)).toBe(true);
  });
});

test('it goes to a page that says nothing of why', () => {
  expect(new URL(ELSEWHERE).protocol).toBe('https:');
});
