import { expect, test } from 'vitest';
import { isItemOf, isSlotOf, newSlot } from './form-place.ts';

test('a draft belongs where it was begun, and one of before to what is said', () => {
  expect([isSlotOf('say', newSlot('say')), isSlotOf('review', newSlot('say'))]).toEqual([true, false]);
  expect([isSlotOf('say', newSlot('review')), isSlotOf('review', newSlot('review'))]).toEqual([false, true]);
  expect(isSlotOf('say', '0192aef8-7f3e-7f3e-8f3e-0192aef87f3e')).toBe(true);
});

test('what waits to be sent is shown where it was said', () => {
  const item = { address: '/manchester/ar/review' };
  expect([isItemOf('review', item), isItemOf('say', item)]).toEqual([true, false]);
  expect(isItemOf('say', { address: '/manchester/ar/say' })).toBe(true);
});
