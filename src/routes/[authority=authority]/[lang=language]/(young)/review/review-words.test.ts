import { expect, test } from 'vitest';
import en from '$lib/i18n/messages/en.json' with { type: 'json' };
import { translator } from '$lib/i18n/translator.ts';
import { ages, questions, questionsFor, type Question } from '$lib/reviews/questions.ts';
import { answerText } from './review-words.ts';

const wordings = en.review.q as Record<string, Record<string, string>>;
const options = en.review.options as Record<string, Record<string, string>>;
const names = en.review.names as Record<string, string>;
const t = translator('en');

test.each(ages)('every question that %s is asked has its own words, and no other has', (age) => {
  const asked = questionsFor(age).map(({ id }) => id);
  const worded = Object.keys(wordings).filter((id) => wordings[id]?.[age]);
  expect(worded.toSorted()).toEqual([...asked].toSorted());
});

test('every question has a name, every choice has its words, and none is left over', () => {
  expect(Object.keys(names).toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
  const chosen = (questions as readonly Question[]).filter(({ options: some }) => some);
  expect(Object.keys(options).toSorted()).toEqual(chosen.map(({ id }) => id).toSorted());
  for (const { id, options: some } of chosen) expect(Object.keys(options[id] ?? {})).toEqual(some);
});

test('the youngest are asked in the fewest words', () => {
  const long = questionsFor('under-8')
    .map(({ id }) => wordings[id]?.['under-8'] ?? '')
    .filter((text) => text.split(/[.?!]/).some((sentence) => sentence.trim().split(' ').length > 14));
  expect(long).toEqual([]);
});

test('nobody is taken to have a mother or a father, and the long word is said once', () => {
  const all = JSON.stringify(en.review);
  expect(all).not.toMatch(/\b(mum|dad|mother|father)/i);
  expect(all.match(/independent reviewing officer/g)).toHaveLength(3);
});

test('every way of answering is read as a person would say it', () => {
  const shown = [
    answerText(t, { question: 'come', value: { kind: 'choice', value: 'part' } }),
    answerText(t, { question: 'home', value: { kind: 'face', value: 5 } }),
    answerText(t, { question: 'scale', value: { kind: 'scale', value: 0 } }),
    answerText(t, { question: 'good', value: { kind: 'words', value: 'Football' } }),
    answerText(t, { question: 'good', value: { kind: 'voice', type: 'audio/webm', seconds: 3, pieces: [] } }),
  ];
  expect(shown).toEqual(['Yes, for a part of it', 'Very happy', '0 out of 10', 'Football', 'A recording']);
});
