import type { QuestionId } from './questions.ts';

/** What each question is called on an agenda: adults read it, the young person may look on. */
export const headings: Record<QuestionId, string> = {
  come: 'Coming to the meeting',
  chair: 'Who runs the meeting',
  who: 'Who should come',
  'who-not': 'Who should not come',
  place: 'Where',
  time: 'When',
  advocate: 'An advocate',
  interpreter: 'An interpreter',
  'not-in-front': 'Not to be said in front of somebody',
  'see-first': 'Seeing the agenda first',
  record: 'How to get the record',
  helped: 'Filled in with help',
  good: 'What is going well',
  worries: 'Worries',
  change: 'What should change',
  dreams: 'Dreams',
  scale: 'How things are, from 0 to 10',
  higher: 'What would make it one higher',
  home: 'Home',
  family: 'Family, brothers and sisters, friends',
  learning: 'School, college or work',
  health: 'Health and feelings',
  'free-time': 'Free time, faith and who I am',
  safe: 'Safe, also online',
  'worker-visits': 'Visits of the worker',
  plan: 'The plan',
  money: 'Money and living on my own',
  papers: 'Papers and staying in this country',
};

const options: Record<string, string> = {
  'come/all': 'I come to all of it',
  'come/part': 'I come to a part of it',
  'come/next-room': 'I am in the room next door',
  'come/not': 'I do not come',
  'chair/me': 'I run it',
  'chair/together': 'I run it together with the IRO',
  'chair/officer': 'The IRO runs it',
  'time/after-school': 'After school',
  'time/holidays': 'In the holidays',
  'time/weekend': 'At the weekend',
  'time/any': 'Any time',
  'advocate/want': 'I want one',
  'advocate/have': 'I have one',
  'advocate/no': 'I do not want one',
  'interpreter/yes': 'I need one',
  'interpreter/no': 'I do not need one',
  'see-first/yes': 'I want to see it first',
  'see-first/no': 'I need not see it first',
  'record/read': 'To read',
  'record/hear': 'To hear',
  'record/both': 'To read and to hear',
  'helped/yes': 'Somebody helped me',
};

/** What somebody chose, in words; an option that is not known is shown as it was sent. */
export const optionWords = (question: string, value: string): string =>
  options[`${question}/${value}`] ?? value;

const faces = ['Very sad', 'Sad', 'In between', 'Happy', 'Very happy'];

/** A face in words: 1 is very sad, 5 is very happy. */
export const faceWords = (value: number): string => faces[value - 1] ?? String(value);

/** Names of languages in English, for adults who ask for an interpreter. */
const inEnglish = new Intl.DisplayNames(['en'], { type: 'language' });
export const languageInEnglish = (lang: string): string => inEnglish.of(lang) ?? lang;
