import { expect, test } from 'vitest';
import { VOICE_SECONDS_MAX } from '$lib/voice/parts.ts';
import { chooseType, clockText, readFacts, takeName, troubleOf } from './recording.ts';

test('the smallest type that a phone can record is chosen, and none where it can record none of ours', () => {
  expect(chooseType(() => true)).toBe('audio/webm;codecs=opus');
  expect(chooseType((type) => type.startsWith('audio/mp4'))).toBe('audio/mp4;codecs=mp4a.40.2');
  expect(chooseType((type) => type === 'audio/mp4')).toBe('audio/mp4');
  expect(chooseType((type) => type.startsWith('audio/3gpp'))).toBeNull();
});

test.each([
  [0, '0:00'],
  [0.99, '0:00'],
  [7.2, '0:07'],
  [59.999, '0:59'],
  [60, '1:00'],
  [VOICE_SECONDS_MAX, '3:00'],
  [-1, '0:00'],
])('%d seconds are shown as %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'inUse'],
  ['AbortError', 'inUse'],
  ['NotSupportedError', 'broken'],
])('a microphone that answers %s is %s', (name, trouble) => {
  expect(troubleOf(new DOMException('', name))).toBe(trouble);
});

test('what is thrown and no fault of the microphone is told as not working', () => {
  expect(troubleOf(null)).toBe('broken');
  expect(troubleOf(new TypeError('no'))).toBe('broken');
});

test('names of pieces sort as the pieces follow each other, and apart from their facts', () => {
  const names = [0, 1, 9, 10, 99, 100].map(takeName);
  expect(names.toSorted()).toEqual(names);
  expect(names[1]).toBe('voice.0001');
});

test('kept facts are read back; what is none of ours is not', () => {
  expect(readFacts('{"type":"audio/webm","seconds":3.5}')).toEqual({ type: 'audio/webm', seconds: 3.5 });
  for (const other of [
    '',
    '[]',
    'null',
    '{"type":"text/html","seconds":1}',
    '{"type":"audio/webm","seconds":-1}',
  ])
    expect(readFacts(other)).toBeNull();
});
