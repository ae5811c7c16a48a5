import { describe, expect, test } from 'vitest';
import { mediaTypeOf, secondsOf, sidesOf } from './media-types.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  );
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number) => big(value).reverse();
const zeros = (count: number) => Array<number>(count).fill(0);

const PNG = '\x89PNG\r\n\x1a\n';
const png = (width: number, height: number) => bytes(PNG, big(13), 'IHDR', big(width), big(height));

describe('what bytes are', () => {
  test.each([
    ['image/png', PNG],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/webp', 'RIFF\0\0\0\0WEBPVP8 '],
    ['audio/wav', 'RIFF\0\0\0\0WAVEfmt '],
    ['audio/webm', '\x1a\x45\xdf\xa3\x01'],
    ['audio/ogg', 'OggS\0\x02'],
    ['audio/mp4', '\0\0\0\x20ftypM4A '],
    ['audio/mpeg', 'ID3\x04'],
    ['audio/mpeg', '\xff\xfb\x90\x44'],
    ['audio/aac', '\xff\xf1\x50\x80'],
    ['audio/aac', '\xff\xf9\x50\x80'],
  ])('%s', (type, text) => expect(mediaTypeOf(bytes(text))).toBe(type));

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a page after a mark of byte order', '\xef\xbb\xbf<html>'],
    ['a picture that can hold script', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['a zip', 'PK\x03\x04'],
    ['a document', '%PDF-1.7'],
    ['another picture', 'GIF89a'],
    ['a film in RIFF', 'RIFF\0\0\0\0AVI LIST'],
    ['half a PNG', '\x89PNG'],
    ['a photo of a phone', '\0\0\0\x18ftypheic'],
    ['words', 'Hello'],
    ['nothing', ''],
  ])('%s is none of ours', (_, text) => expect(mediaTypeOf(bytes(text))).toBeNull());
});

describe('the sides of a drawing', () => {
  test('in every kind', () => {
    expect(sidesOf(png(640, 480))).toEqual({ width: 640, height: 480 });
    const jpeg = bytes(
      '\xff\xd8\xff\xe0',
      [0, 4, 0, 0],
      '\xff\xff\xc0',
      [0, 17, 8, 1, 224, 2, 128],
      zeros(12),
    );
    expect(sidesOf(jpeg)).toEqual({ width: 640, height: 480 });
    const webp = (kind: string, rest: number[]) => bytes('RIFF', little(99), 'WEBP', kind, little(9), rest);
    expect(sidesOf(webp('VP8X', [...zeros(4), 127, 2, 0, 223, 1, 0]))).toEqual({ width: 640, height: 480 });
    expect(sidesOf(webp('VP8 ', [...zeros(6), 128, 2, 224, 1]))).toEqual({ width: 640, height: 480 });
    expect(sidesOf(webp('VP8L', [0x2f, ...little(639 | (479 << 14))]))).toEqual({ width: 640, height: 480 });
  });

  test('a bomb says how large it would be', () => {
    expect(sidesOf(png(60_000, 60_000))).toEqual({ width: 60_000, height: 60_000 });
  });

  test('what is cut short or never says has none', () => {
    for (const text of [PNG, '\xff\xd8\xff\xe0', '\xff\xd8\xff\xd9\0\x02', 'RIFF\0\0\0\0WEBPVP8X', 'OggS'])
      expect(sidesOf(bytes(text))).toBeNull();
  });
});

describe('how long a recording is', () => {
  const wav = (rate: number, length: number) =>
    bytes(
      'RIFF',
      little(0),
      'WAVEfmt ',
      little(16),
      [1, 0, 1, 0],
      little(8_000),
      little(rate),
      zeros(length),
    );

  test('by its size, for WAV', () => {
    expect(Math.round(secondsOf(wav(16_000, 160_000))!)).toBe(10);
    expect(secondsOf(wav(0, 100))).toBeNull();
  });

  test('by its head, for MP4', () => {
    const head = (scale: number, length: number) =>
      bytes(
        '\0\0\0\x08ftyp',
        '\0\0\0\x6cmoov',
        '\0\0\0\x64mvhd',
        zeros(12),
        big(scale),
        big(length),
        zeros(80),
      );
    expect(secondsOf(head(1_000, 190_000))).toBe(190);
    expect(secondsOf(head(0, 190_000))).toBeNull();
    expect(secondsOf(bytes('\0\0\0\x08ftyp', '\0\0\0\0free'))).toBeNull();
  });

  test('the others do not say', () => expect(secondsOf(bytes('OggS', zeros(40)))).toBeNull());
});
