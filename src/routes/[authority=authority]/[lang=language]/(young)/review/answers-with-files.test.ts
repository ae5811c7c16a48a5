import { expect, test } from 'vitest';
import type { AnswerFor } from '$lib/reviews/answer.ts';
import { answersWithFiles, isTooMuch, type AttachedAnswer } from './answers-with-files.ts';

const words = (question: AnswerFor['question']): AnswerFor => ({
  question,
  audience: 'officer',
  value: { kind: 'words', value: question },
});
const voice = (question: AnswerFor['question'], length = 3): AttachedAnswer => ({
  question,
  audience: 'worker',
  kind: 'voice',
  type: 'audio/webm',
  seconds: 2,
  bytes: new Uint8Array(length),
});

test('recordings stand after what else was said to their question, and name their place', () => {
  const { answers, attachments } = answersWithFiles(
    [words('good'), words('home')],
    [voice('home', 5), voice('good', 7)],
  );
  expect(answers.map(({ question, value, audience }) => [question, value.kind, audience])).toEqual([
    ['good', 'words', 'officer'],
    ['good', 'voice', 'worker'],
    ['home', 'words', 'officer'],
    ['home', 'voice', 'worker'],
  ]);
  expect(attachments.map(({ answer, bytes }) => [answer, bytes.length])).toEqual([
    [1, 7],
    [3, 5],
  ]);
});

test('two megabytes in all, and no byte more', () => {
  expect(isTooMuch([voice('good', 1_000_000), voice('home', 1_000_000)])).toBe(false);
  expect(isTooMuch([voice('good', 1_000_000), voice('home', 1_000_001)])).toBe(true);
});

test('no more pieces of a kind than can be named', () => {
  expect(isTooMuch(Array.from({ length: 16 }, () => voice('good')))).toBe(false);
  expect(isTooMuch(Array.from({ length: 17 }, () => voice('good')))).toBe(true);
});
