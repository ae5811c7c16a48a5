import { describe, expect, test } from 'vitest';
import type { Typed } from '../platform/forms.ts';
import { parseAnswer } from './answer.ts';

const answer = (typed: Typed) =>
  parseAnswer({ state: 'we-did', 'said-en': 'You said.', 'answer-en': 'We did.', ...typed }, ['en', 'ar']);

const faultsOf = (parsed: object): string[] =>
  'faults' in parsed ? Object.keys(parsed.faults as object) : [];

test('takes “we did”, which has no because', () => {
  expect(answer({ 'because-en': 'Left over.' })).toEqual({
    answer: { state: 'we-did', answer: { en: { said: 'You said.', answer: 'We did.' } } },
  });
});

test.each(['open', '', 'we-might', 'closed'])('refuses %j: it is no answer', (state) => {
  expect(faultsOf(answer({ state }))).toEqual(['state']);
});

test('refuses an answer without its English', () => {
  expect(faultsOf(answer({ 'answer-en': '', 'said-ar': 'قلتم', 'answer-ar': 'فعلنا' }))).toEqual([
    'answer-en',
  ]);
});

describe('“we can’t, because”', () => {
  const cant = (typed: Typed) => answer({ state: 'we-cant', 'because-en': 'There is no money.', ...typed });
  const arabic = { 'said-ar': 'قلتم', 'answer-ar': 'لا نستطيع' };

  test('takes one with its because', () => {
    expect(cant({})).toMatchObject({ answer: { answer: { en: { because: 'There is no money.' } } } });
  });

  test('refuses one without', () => {
    expect(faultsOf(cant({ 'because-en': '  ' }))).toEqual(['because-en']);
  });

  test('refuses another language that lacks it, or that has nothing else', () => {
    expect(faultsOf(cant(arabic))).toEqual(['because-ar']);
    expect(faultsOf(cant({ 'because-ar': 'لأن' })).sort()).toEqual(['answer-ar', 'said-ar']);
  });

  test('takes both languages whole', () => {
    const both = cant({ ...arabic, 'because-ar': 'لأن المال قليل' });
    expect(both).toMatchObject({ answer: { answer: { ar: { because: 'لأن المال قليل' } } } });
  });

  test('refuses one that is too long', () => {
    expect(faultsOf(cant({ 'because-en': 'a'.repeat(1_201) }))).toEqual(['because-en']);
  });
});
