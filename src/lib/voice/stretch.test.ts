import { expect, test } from 'vitest';
import { stretchReceipt } from './stretch.ts';

const RECEIPT = 1_234_567_890_123_456_789n;

const once = await stretchReceipt('manchester', RECEIPT);
const again = await stretchReceipt('manchester', RECEIPT);
const elsewhere = await stretchReceipt('warrington', RECEIPT);
const next = await stretchReceipt('manchester', RECEIPT + 1n);

test('the same receipt gives the same two keys', () => {
  expect(again).toEqual(once);
});

test('each key has 256 bits', () => {
  expect([once.key.length, once.verifier.length]).toEqual([32, 32]);
});

test('what opens the record is not what is sent to find it', () => {
  expect(once.key).not.toEqual(once.verifier);
});

test('another authority gives other keys', () => {
  expect(elsewhere.key).not.toEqual(once.key);
  expect(elsewhere.verifier).not.toEqual(once.verifier);
});

test('another receipt gives other keys', () => {
  expect(next.key).not.toEqual(once.key);
  expect(next.verifier).not.toEqual(once.verifier);
});
