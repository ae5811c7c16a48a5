import { expect, test } from 'vitest';
import { latinDigits } from './latin-digits.ts';

test('digits of every keyboard are the same digits', () => {
  expect(latinDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789')).toBe('0123456789 0123456789 0123456789');
  expect(latinDigits('مارس ٢٠٠٨')).toBe('مارس 2008');
});
