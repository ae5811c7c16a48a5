import type { Lang } from '../i18n/languages.ts';
import { isDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';

/** `open`: being worked on. The other two are published answers: "we did", or "we can't, because". */
export type AnswerKind = 'we-did' | 'we-cant';
export type DecisionState = 'open' | AnswerKind;

export interface DecisionTexts {
  said: string;
  answer: string | null;
}

/** What the authority will do about points: an owner, a due date, then an answer in plain words. */
export interface Decision {
  decisionId: string;
  slug: string;
  ownerId: string;
  state: DecisionState;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  createdAt: string;
  publishedAt: string | null;
  /** The kind of its last published answer, also while it is open again. */
  answered: AnswerKind | null;
  /** How often it has been decided: 1, and one more each time it is reopened. Check-backs count within a round. */
  round: number;
  version: number;
  texts: Partial<Record<Lang, DecisionTexts>>;
  pointIds: string[];
}

const TEXT_MAX = 1_200;

function textFault(text: string, missing: string): string | null {
  if (text === '') return missing;
  return text.length > TEXT_MAX ? `Use at most ${TEXT_MAX} characters: this has ${text.length}.` : null;
}

export interface NewDecision {
  ownerId: string;
  dueOn: string;
  said: Partial<Record<Lang, string>>;
}

/** Reads the form that opens a decision. English must be there; the other languages may follow. */
export function parseNewDecision(
  typed: Typed,
  owners: string[],
  langs: readonly Lang[],
  today: string,
): { decision: NewDecision } | { faults: Faults } {
  const faults: Faults = {};
  const ownerId = typed.owner ?? '';
  const dueOn = typed.dueOn ?? '';
  if (!owners.includes(ownerId)) faults.owner = 'Choose who owns this.';
  if (!isDay(dueOn)) faults.dueOn = 'Give a day, as year-month-day.';
  else if (dueOn < today) faults.dueOn = 'Give a day that is still to come.';
  const said: Partial<Record<Lang, string>> = {};
  for (const lang of langs) {
    const text = (typed[`said-${lang}`] ?? '').trim();
    const fault = lang === 'en' || text !== '' ? textFault(text, 'Say in plain words what was said.') : null;
    if (fault) faults[`said-${lang}`] = fault;
    else if (text !== '') said[lang] = text;
  }
  return Object.keys(faults).length > 0 ? { faults } : { decision: { ownerId, dueOn, said } };
}

/** What everyone reads in one language: what was said, and the answer. */
export interface PublishedWords {
  said: string;
  answer: string;
}

export interface NewAnswer {
  state: AnswerKind;
  answer: Partial<Record<Lang, PublishedWords>>;
}

/** Reads the form that publishes an answer: English, and any other language whole. */
export function parseAnswer(
  typed: Typed,
  langs: readonly Lang[],
): { answer: NewAnswer } | { faults: Faults } {
  const faults: Faults = {};
  const state = typed.state ?? '';
  if (state !== 'we-did' && state !== 'we-cant') faults.state = 'Choose “We did” or “We can’t, because”.';
  const answer: Partial<Record<Lang, PublishedWords>> = {};
  for (const lang of langs) {
    const said = (typed[`said-${lang}`] ?? '').trim();
    const words = (typed[`answer-${lang}`] ?? '').trim();
    if (lang !== 'en' && words === '') continue;
    const saidFault = textFault(said, 'Say in plain words what was said.');
    const wordsFault = textFault(words, 'Say in plain words what you did, or why you can’t.');
    if (saidFault) faults[`said-${lang}`] = saidFault;
    if (wordsFault) faults[`answer-${lang}`] = wordsFault;
    if (!saidFault && !wordsFault) answer[lang] = { said, answer: words };
  }
  if (Object.keys(faults).length > 0) return { faults };
  return { answer: { state: state as AnswerKind, answer } };
}

/** The words of an address: the first few of what was said. */
export function slugFrom(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ');
  return words.slice(0, 6).join('-').slice(0, 60) || 'decision';
}
