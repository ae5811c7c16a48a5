/** The questions of the checker: which come next, and what is wrong with an answer. The same on server and phone. */
import { latinDigits } from '../i18n/latin-digits.ts';
import { isDay } from '../platform/clock.ts';
import { ageOn } from './age.ts';
import { birthFault } from './spells.ts';
import { unknownSituation, type AgeRange } from './situation.ts';

/** In the order they are asked; nobody is asked all that do not concern them. */
export const questions = ['age', 'care', 'leaving', 'after16', 'time', 'learning', 'about'] as const;

export type Question = (typeof questions)[number];

export function isQuestion(name: string | undefined): name is Question {
  return (questions as readonly (string | undefined)[]).includes(name);
}

/** What was answered so far: a value of the question's, `unknown`, a birthday, or several values with a space between. */
export type Answers = Partial<Record<Question, string>>;

export type AnswerFault = 'choose' | 'notTogether' | 'notADay' | 'later' | 'tooLongAgo';

export const UNKNOWN = 'unknown';

const ages = {
  'under-16': { min: 0, max: 15 },
  '16-17': { min: 16, max: 17 },
  '18-20': { min: 18, max: 20 },
  '21-24': { min: 21, max: 24 },
  '25-plus': { min: 25, max: Infinity },
} as const satisfies Record<string, AgeRange>;

/** What may be ticked, any number of them; `none` says that nothing is. */
export const abouts = ['disabled', 'unaccompanied', 'parent'] as const;

const options = {
  age: Object.keys(ages) as (keyof typeof ages)[],
  care: ['now', 'before', 'never', 'elsewhere'],
  leaving: ['until18', 'home6', 'home6-ended', 'guardian', 'detained', 'rest'],
  after16: ['yes', 'no', 'elsewhere'],
  time: ['13-weeks', 'less', 'short-breaks'],
  learning: ['school', 'college', 'university', 'apprenticeship', 'agreed', 'wants_to_return', 'none'],
  about: [...abouts, 'none'],
} as const satisfies Record<Question, readonly string[]>;

export type Option<Of extends Question = Question> = (typeof options)[Of][number];

/** How old someone is by their answer; anything where they did not say. */
export function ageBy({ age }: Answers, on: string): { age: AgeRange; born: string | null } {
  if (age !== undefined && Object.hasOwn(ages, age))
    return { age: ages[age as keyof typeof ages], born: null };
  if (age === undefined || !isDay(age) || age > on) return { age: unknownSituation.age, born: null };
  const years = ageOn(age, on);
  return { age: { min: years, max: years }, born: age };
}

/** The values a question offers, seen from the answers before it. */
export function optionsOf<Of extends Question>(
  question: Of,
  answers: Answers,
  on: string,
): readonly Option<Of>[] {
  const { age } = ageBy(answers, on);
  const fits = (value: string): boolean => {
    if (question === 'care' && value === 'now') return age.min < 18;
    if (question === 'care' && value === 'elsewhere') return age.max >= 16;
    if (value === 'until18') return age.max >= 18;
    return value === 'agreed' ? age.max >= 25 : true;
  };
  return (options[question] as readonly Option<Of>[]).filter(fits);
}

/** Whether a question concerns someone, seen from the answers before it. */
function concerns(question: Question, answers: Answers, on: string): boolean {
  const { age } = ageBy(answers, on);
  const { care, leaving, after16 } = answers;
  const left = care === 'before' || care === UNKNOWN;
  if (question === 'age' || question === 'care' || question === 'about') return true;
  if (age.max < 16) return false;
  if (question === 'learning') return true;
  if (question === 'leaving') return left;
  if (question === 'after16') return left && leaving !== 'until18';
  if (care === 'now') return true;
  return (
    left && (after16 === undefined || after16 === 'yes' || after16 === UNKNOWN || leaving === 'detained')
  );
}

const birthdayFaults = {
  'born-not-a-day': 'notADay',
  'born-later': 'later',
  'born-too-long-ago': 'tooLongAgo',
} as const;

const latin = (digits: string): string => latinDigits(digits).trim();

/** A birthday from three fields as people fill them in, `YYYY-MM-DD`; it may still be no real day. */
export function birthdayFrom(day: string, month: string, year: string): string {
  return `${latin(year)}-${latin(month).padStart(2, '0')}-${latin(day).padStart(2, '0')}`;
}

/** What is wrong with an answer; null when nothing is. */
export function answerFault(question: Question, answers: Answers, on: string): AnswerFault | null {
  const given = answers[question];
  if (given === undefined || given === UNKNOWN) return given === undefined ? 'choose' : null;
  const offered: readonly string[] = optionsOf(question, answers, on);
  if (question === 'about') {
    const ticked = given.split(' ');
    const isKnown = ticked.every((one) => offered.includes(one)) && new Set(ticked).size === ticked.length;
    if (!isKnown) return 'choose';
    return ticked.includes('none') && ticked.length > 1 ? 'notTogether' : null;
  }
  if (offered.includes(given)) return null;
  if ((options[question] as readonly string[]).includes(given)) return 'notTogether';
  if (question !== 'age') return 'choose';
  const fault = given.includes('-') || /^\d/.test(given) ? birthFault(given, on) : null;
  if (!fault && !isDay(given)) return 'choose';
  return fault && fault in birthdayFaults ? birthdayFaults[fault as keyof typeof birthdayFaults] : null;
}

/** The questions that concern someone, as far as they have come, and what is left or wrong. */
export function whereIs(
  answers: Answers,
  on: string,
): { asked: Question[]; next: Question | null; fault: AnswerFault | null } {
  const asked: Question[] = [];
  for (const question of questions) {
    if (!concerns(question, answers, on)) continue;
    asked.push(question);
    if (answers[question] === undefined) return { asked, next: question, fault: null };
    const fault = answerFault(question, answers, on);
    if (fault) return { asked, next: question, fault };
  }
  return { asked, next: null, fault: null };
}
