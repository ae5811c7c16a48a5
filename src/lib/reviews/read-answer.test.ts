import { expect, test } from 'vitest';
import { readAnswer } from './read-answer.ts';

const read = (value: object, question = 'home') => readAnswer(JSON.stringify({ question, value }));

test.each([
  { kind: 'words', value: '😀'.repeat(2_000) },
  { kind: 'choice', value: 'all' },
  { kind: 'face', value: 5 },
  { kind: 'scale', value: 0 },
  { kind: 'voice', type: 'audio/webm', seconds: 3.5, pieces: ['voice.0', 'voice.15'] },
  { kind: 'drawing', type: 'image/png', seconds: null, pieces: ['drawing.2'] },
])('what a form of ours seals is read as it was: $kind', (value) => {
  expect(read(value)).toEqual({ question: 'home', value });
});

test.each([
  ['too many words', { kind: 'words', value: 'a'.repeat(2_001) }],
  ['a face there is not', { kind: 'face', value: 6 }],
  ['a step between two', { kind: 'scale', value: 1.5 }],
  ['a recording of no pieces', { kind: 'voice', type: 'audio/webm', seconds: 1, pieces: [] }],
  ['a recording that is a page', { kind: 'voice', type: 'text/html', seconds: 1, pieces: ['voice.0'] }],
  [
    'a drawing with another’s pieces',
    { kind: 'drawing', type: 'image/png', seconds: null, pieces: ['voice.0'] },
  ],
  ['a piece that is a path', { kind: 'voice', type: 'audio/webm', seconds: 1, pieces: ['voice.0/../x'] }],
  ['a kind there is not', { kind: 'script', value: 'x' }],
])('%s is none', (_, value) => {
  expect(read(value)).toBeNull();
});

test('what is no answer at all is none, and is not thrown', () => {
  expect(read({ kind: 'face', value: 1 }, 'shoes')).toBeNull();
  for (const text of ['', 'null', '[]', '{', '"words"']) expect(readAnswer(text)).toBeNull();
});
