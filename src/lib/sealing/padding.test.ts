import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pad, unpad } from './padding.ts';

const bytesOf = (length: number) => new Uint8Array(length).fill(97);
const sizeOf = (length: number) => pad(bytesOf(length)).length;

describe('padding', () => {
  test.each([
    [0, 256],
    [1, 256],
    [252, 256],
    [253, 1_024],
    [1_020, 1_024],
    [1_021, 4_096],
    [4_092, 4_096],
    [4_093, 16_384],
    [16_380, 16_384],
    [16_381, 65_536],
    [65_532, 65_536],
    [65_533, 131_072],
  ])('%d bytes are filled up to %d', (length, size) => {
    expect(sizeOf(length)).toBe(size);
  });

  test('is taken off again, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
        expect(unpad(pad(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test('hides length: one word and two hundred letters look alike', () => {
    fc.assert(
      fc.property(fc.nat({ max: 252 }), fc.nat({ max: 252 }), (one, other) => {
        expect(sizeOf(one)).toBe(sizeOf(other));
      }),
    );
  });

  test('keeps bytes that are nought', () => {
    expect(unpad(pad(new Uint8Array(5)))).toEqual(new Uint8Array(5));
  });

  test('reads the part of a larger buffer it is given', () => {
    const padded = pad(bytesOf(9));
    const larger = new Uint8Array(padded.length + 10);
    larger.set(padded, 10);
    expect(unpad(larger.subarray(10))).toEqual(bytesOf(9));
  });

  test('with a length that does not fit is refused', () => {
    const wrong = pad(bytesOf(9));
    new DataView(wrong.buffer).setUint32(0, 253);
    expect(() => unpad(wrong)).toThrow(RangeError);
  });

  test('too short to have a length is refused', () => {
    expect(() => unpad(new Uint8Array(3))).toThrow(RangeError);
  });
});
