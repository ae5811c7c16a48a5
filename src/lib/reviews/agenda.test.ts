import { expect, test } from 'vitest';
import { agendaOf, otherLanguages } from './agenda.ts';
import type { AnswerValue, OpenedAnswer } from './answer.ts';
import { headings, optionWords } from './headings.ts';
import { questions, type Question, type QuestionId } from './questions.ts';

let ids = 0;
const answer = (question: QuestionId, value: AnswerValue): OpenedAnswer => ({
  answerId: `a${(ids += 1)}`,
  question,
  value,
  audience: 'everyone',
});
const words = (question: QuestionId, value: string) => answer(question, { kind: 'words', value });

test('how the meeting is to run comes first, then good, worries, change, the scale, and life', () => {
  const asked = questions.toReversed().map(({ id }) => words(id, id));
  const agenda = agendaOf([{ viewsId: 'v', lang: 'en', answers: asked }]);
  expect(agenda.map(({ id }) => id)).toEqual(['how', 'good', 'worries', 'change', 'scale', 'life']);
  expect(agenda[0]!.items.map(({ question }) => question)[0]).toBe('come');
  // Nothing that may be asked is left off.
  const shown = agenda.flatMap(({ items }) => items.map(({ question }) => question));
  expect(shown.toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
});

test('what nobody answered is not there', () => {
  expect(agendaOf([])).toEqual([]);
  expect(agendaOf([{ viewsId: 'v', lang: 'ar', answers: [] }])).toEqual([]);
});

test('own words keep their language and direction; what was chosen is told in English', () => {
  const answers = [
    words('good', 'أحب مدرستي'),
    answer('come', { kind: 'choice', value: 'part' }),
    answer('home', { kind: 'face', value: 4 }),
    answer('scale', { kind: 'scale', value: 0 }),
  ];
  const agenda = agendaOf([{ viewsId: 'v', lang: 'ar', answers }]);
  const shown = agenda.flatMap(({ items }) => items.flatMap((item) => item.answers));
  expect(shown.map(({ text, lang, dir, own }) => [text, lang, dir, own])).toEqual([
    ['I come to a part of it', 'en', 'ltr', false],
    ['أحب مدرستي', 'ar', 'rtl', true],
    ['0 of 10', 'en', 'ltr', false],
    ['Happy face', 'en', 'ltr', false],
  ]);
  expect(otherLanguages(agenda)).toEqual(['ar']);
});

test('a recording is found by its first piece', () => {
  const value: AnswerValue = {
    kind: 'voice',
    type: 'audio/webm',
    seconds: 9,
    pieces: ['voice.0', 'voice.1'],
  };
  const [section] = agendaOf([{ viewsId: 'v', lang: 'ar', answers: [answer('worries', value)] }]);
  expect(section!.items[0]!.answers[0]).toMatchObject({
    piece: 'voice.0',
    kind: 'voice',
    seconds: 9,
    text: '',
  });
});

test('each question has a heading, and each option words', () => {
  for (const { id, options = [] } of questions as readonly (Question & { id: QuestionId })[]) {
    expect(headings[id]).toBeTruthy();
    for (const option of options) expect([option, optionWords(id, option)]).not.toEqual([option, option]);
  }
});
