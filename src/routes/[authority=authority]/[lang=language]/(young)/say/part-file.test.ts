import { expect, test } from 'vitest';
import { ATTACHED_BYTES_MAX } from '$lib/voice/parts.ts';
import { BYTES_MAX, fileFault, typeFor } from './part-file.ts';

test('types are known without their codecs and by the names that phones give them', () => {
  expect(typeFor('voice', 'audio/webm;codecs=opus')).toBe('audio/webm');
  expect(typeFor('voice', 'audio/x-m4a')).toBe('audio/mp4');
  expect(typeFor('voice', 'Audio/MPEG')).toBe('audio/mpeg');
  expect(typeFor('drawing', 'image/jpg')).toBe('image/jpeg');
  for (const other of ['', 'video/mp4', 'text/html', 'image/png']) expect(typeFor('voice', other)).toBeNull();
  for (const other of ['', 'image/svg+xml', 'image/gif', 'audio/webm'])
    expect(typeFor('drawing', other)).toBeNull();
});

test('a file of another type, with nothing in it, or too large is told so', () => {
  const file = (type: string, size: number) => ({ type, size });
  expect(fileFault('voice', file('audio/mpeg', 10))).toBeNull();
  expect(fileFault('voice', file('image/png', 10))).toBe('type');
  expect(fileFault('voice', file('audio/mpeg', 0))).toBe('empty');
  expect(fileFault('voice', file('audio/mpeg', BYTES_MAX.voice))).toBeNull();
  expect(fileFault('voice', file('audio/mpeg', BYTES_MAX.voice + 1))).toBe('tooLarge');
  expect(fileFault('drawing', file('image/png', 100_000_000))).toBe('tooLarge');
});

test('the largest recording and the largest drawing fit into one message together', () => {
  expect(BYTES_MAX.voice + BYTES_MAX.drawing).toBeLessThanOrEqual(ATTACHED_BYTES_MAX);
});
