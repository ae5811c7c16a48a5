import { expect, test } from 'vitest';
import { showsItWasKept } from './receipt-gate.ts';
import { showReceipt } from './receipt.ts';

const receipt = showReceipt(12_345_678_901_234_567_890n);
const word = receipt.words[2] ?? '';

test.each([
  ['as it is', word],
  ['in capitals, with spaces and a dot', `  ${word.toUpperCase()}. `],
  ['cut after four letters', word.slice(0, 4)],
  ['without its first letter', word.slice(1)],
  ['with its number before it', `3. ${word}`],
  ['all the words', receipt.words.join(' ')],
  ['all the digits', receipt.digits.join(' ')],
  [
    'all the digits of an Arabic keyboard',
    receipt.digits.join(' ').replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]!),
  ],
])('the word that was asked for, %s', (_, typed) => {
  expect(showsItWasKept(typed, receipt, 2)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['another word of the receipt', receipt.words[4] ?? ''],
  ['two letters of it', word.slice(0, 2)],
  ['a few words, one of which it is', receipt.words.slice(1, 4).join(' ')],
  ['some of the digits', receipt.digits.slice(0, 3).join('')],
  ['all the words in another order', receipt.words.toReversed().with(3, 'zebra').join(' ')],
])('%s is not enough', (_, typed) => {
  expect(receipt.words[4]).not.toBe(word);
  expect(showsItWasKept(typed, receipt, 2)).toBe(false);
});
