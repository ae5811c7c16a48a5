import { describe, expect, test } from 'vitest';
import { ANSWER_MAX, ANSWERS_MAX } from './answer.ts';
import { audienceFieldOf, ages, fieldOf, questionsFor } from './questions.ts';
import { audienceIn, readViewsForm, wordsIn } from './read-views-form.ts';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const read = (fields: Record<string, string>) => readViewsForm(form(fields), '13-17');

test('nothing needs to be answered', () => {
  expect(read({})).toEqual({ answers: [], faults: {} });
  expect(read({ for: '', 'q.home.words': ' \n', 'q.home.face': '', 'for.home': '' })).toEqual({
    answers: [],
    faults: {},
  });
});

test('each way of answering is read, in the order of the questions', () => {
  const { answers, faults } = read({
    'q.home.words': 'Quiet.\r\nAnd warm.',
    'q.home.face': '4',
    'q.scale.scale': '0',
    'q.come.choice': 'part',
    'q.helped.choice': 'yes',
  });
  expect(faults).toEqual({});
  expect(answers).toEqual([
    { question: 'come', value: { kind: 'choice', value: 'part' }, audience: 'officer' },
    { question: 'scale', value: { kind: 'scale', value: 0 }, audience: 'officer' },
    { question: 'home', value: { kind: 'face', value: 4 }, audience: 'officer' },
    { question: 'home', value: { kind: 'words', value: 'Quiet.\nAnd warm.' }, audience: 'officer' },
    { question: 'helped', value: { kind: 'choice', value: 'yes' }, audience: 'officer' },
  ]);
});

describe('whom an answer is for', () => {
  test('is its own choice, or else the form’s, which begins with the officer alone', () => {
    const fields = form({ for: 'everyone', 'for.family': 'not-parents' });
    expect(audienceIn(fields, 'family')).toBe('not-parents');
    expect(audienceIn(fields, 'home')).toBe('everyone');
    expect(audienceIn(form({ for: '' }), 'home')).toBe('officer');
    expect(audienceIn(form({}), 'home')).toBe('officer');
  });

  test('is the officer alone, and a fault, where it names nobody we know', () => {
    const { answers, faults } = read({
      for: 'all',
      'for.home': 'world',
      'q.home.words': 'a',
      'q.plan.words': 'b',
    });
    expect(answers.map(({ audience }) => audience)).toEqual(['officer', 'officer']);
    expect(faults).toEqual({
      for: 'review.faults.audience-unknown',
      'for.home': 'review.faults.audience-unknown',
    });
  });
});

test.each([
  ['q.come.choice', 'all '],
  ['q.come.choice', 'me'],
  ['q.home.face', '0'],
  ['q.home.face', '6'],
  ['q.scale.scale', '11'],
  ['q.scale.scale', '-1'],
  ['q.scale.scale', '1.5'],
])('%s cannot be %s', (name, value) => {
  expect(read({ [name]: value })).toEqual({
    answers: [],
    faults: { [name]: 'review.faults.answer-unknown' },
  });
});

test('words may be as long as an answer may, counted as people count', () => {
  const longest = '😀'.repeat(ANSWER_MAX);
  expect(read({ 'q.good.words': longest }).answers).toHaveLength(1);
  expect(read({ 'q.good.words': `${longest}x` })).toEqual({
    answers: [],
    faults: { 'q.good.words': 'review.faults.words-too-long' },
  });
});

test('an answer to what this wording does not ask is not lost without a word', () => {
  const money = form({ 'q.money.words': 'Rent' });
  expect(readViewsForm(money, '16-up').answers).toHaveLength(1);
  expect(readViewsForm(money, '8-12').faults).toEqual({ form: 'review.faults.question-unknown' });
  expect(read({ 'q.home.choice': 'all' }).faults).toEqual({ form: 'review.faults.question-unknown' });
  expect(read({ 'q.home.voice': 'a.webm' })).toEqual({ answers: [], faults: {} });
});

test('a file where words belong is no words', () => {
  const data = new FormData();
  data.set('q.good.words', new File(['x'], 'x.txt'));
  expect(readViewsForm(data, '13-17')).toEqual({ answers: [], faults: {} });
});

test.each(ages)('the whole form of %s fits, each answer with its own audience', (age) => {
  const values = { words: 'x', face: '1', scale: '10', voice: '', drawing: '' };
  const fields = questionsFor(age).flatMap(({ id, kinds, options }) => [
    ...kinds.map((kind) => [fieldOf(id, kind), kind === 'choice' ? options![0]! : values[kind]]),
    [audienceFieldOf(id), 'not-carers'],
  ]);
  const { answers, faults } = readViewsForm(form(Object.fromEntries(fields)), age);
  expect(faults).toEqual({});
  const readable = questionsFor(age).flatMap(({ kinds }) =>
    kinds.filter((kind) => kind !== 'voice' && kind !== 'drawing'),
  );
  expect(answers).toHaveLength(readable.length);
  expect(questionsFor(age).flatMap(({ kinds }) => kinds).length).toBeLessThanOrEqual(ANSWERS_MAX);

  expect(answers.every(({ audience }) => audience === 'not-carers')).toBe(true);
});

test('all that was typed is looked at for danger, and nothing else', () => {
  const { answers } = read({
    'q.good.words': 'Football',
    'q.safe.words': 'I am scared',
    'q.scale.scale': '2',
  });
  expect(wordsIn(answers)).toBe('Football\nI am scared');
});
