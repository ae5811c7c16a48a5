import { ageBands, areas, type AgeBand, type Area, type Breakdown } from '../authorities/breakdowns.ts';
import type { Lang } from '../i18n/languages.ts';
import { idsIn, wellFormed, type Faults, type Typed } from '../platform/forms.ts';
import type { Stage } from './journey.ts';

/** Characters that fit in one message; said on the form before and after. */
export const WORDS_MAX = 4_000;

export const moods = ['happy', 'okay', 'worried', 'sad', 'angry'] as const;
export type Mood = (typeof moods)[number];

/** What is told of a message beside its words. */
export interface AboutMessage {
  lang: Lang;
  themeId: string | null;
  commitmentId: string | null;
  /** What of the offer it asks about. */
  entitlementId: string | null;
  mood: Mood | null;
  wantsAnswer: boolean;
  /** What the sender chose to tell of themselves, for counts only: shown to nobody. */
  ageBand?: AgeBand;
  area?: Area;
}

/** What can be spoken about: an authority's commitments by theme, and its entitlements. */
export interface Subjects {
  commitments: Map<string, string[]>;
  entitlements: readonly string[];
  /** What this authority does not ask of a sender: it is not kept even when it comes. */
  ruledOut?: readonly Breakdown[];
}

/** Stands before an entitlement's id in a subject; no theme may have it as its id. */
export const OFFER_SUBJECT = 'offer';

/** What a young person is about to send. */
export interface MessageDraft extends AboutMessage {
  words: string;
}

/** A message as the flow knows it: everything but its words. */
export interface MessageFacts {
  messageId: string;
  receivedAt: string;
  lang: Lang;
  themeId: string | null;
  commitmentId: string | null;
  entitlementId: string | null;
  mood: Mood | null;
  wantsAnswer: boolean;
  soundsLikeDanger: boolean;
  /** Something was added, passed screening, and has had no answer. */
  replyWaiting: boolean;
  /** Its sender asked for a person to talk to, and has not had one. */
  wantsPerson: boolean;
  /** Its sender said who they are. */
  named: boolean;
  stage: Stage;
  stageSince: string;
  version: number;
}

/** Why a form that sends words was not taken, as a message key. */
export type MessageFault =
  | 'say.faults.words-missing'
  | 'say.faults.words-too-long'
  | 'say.faults.about-unknown'
  | 'say.faults.mood-unknown'
  | 'say.faults.answer-unknown'
  | 'say.faults.about-you-unknown'
  | 'say.faults.differently'
  | 'say.faults.removed'
  | 'say.faults.picture-unknown'
  | 'say.faults.voice-type'
  | 'say.faults.voice-empty'
  | 'say.faults.voice-too-large'
  | 'say.faults.voice-too-long'
  | 'say.faults.voice-again'
  | 'say.faults.drawing-type'
  | 'say.faults.drawing-empty'
  | 'say.faults.drawing-too-large'
  | 'say.faults.drawing-again'
  | 'say.faults.attached-too-large'
  | 'say.faults.busy'
  | 'say.faults.later'
  | 'signIn.needed';

/** Checks words alone: for a message and for what is added to one. */
export function wordsFault(words: string): MessageFault | null {
  if (words.trim() === '') return 'say.faults.words-missing';
  return [...words].length > WORDS_MAX ? 'say.faults.words-too-long' : null;
}

/** Whether a message has nothing in it at all. Any one way of saying something is enough. */
export function nothingSaid(said: {
  words: string;
  mood: string;
  pictures: readonly string[];
  attachments: number;
}): boolean {
  const { words, mood, pictures, attachments } = said;
  return words.trim() === '' && mood === '' && pictures.length === 0 && attachments === 0;
}

type Subject = Pick<AboutMessage, 'themeId' | 'commitmentId' | 'entitlementId'>;

/** The subject a form names, or null where the authority has none like it. */
function subjectOf(about: string, { commitments, entitlements }: Subjects): Subject | null {
  const none: Subject = { themeId: null, commitmentId: null, entitlementId: null };
  if (about === '') return none;
  const [first = '', second = ''] = about.split('/');
  if (first === OFFER_SUBJECT)
    return entitlements.includes(second) ? { ...none, entitlementId: second } : null;
  const ofTheme = commitments.get(first);
  if (!ofTheme || (second !== '' && !ofTheme.includes(second))) return null;
  return { ...none, themeId: first, commitmentId: second || null };
}

/** What a sender tells of themselves: one of the choices of a list, or nothing. */
function chosen<Choice extends string>(
  list: readonly Choice[],
  value = '',
): { choice: Choice | undefined; known: boolean } {
  const choice = list.find((one) => one === value);
  return { choice, known: choice !== undefined || value === '' };
}

/** Reads what is told beside the words. The subject is `theme`, `theme/commitment` or `offer/entitlement`, or empty. */
export function parseAbout(
  typed: Typed,
  lang: Lang,
  known: Subjects,
): { about: AboutMessage; faults: Faults<MessageFault> } {
  const faults: Faults<MessageFault> = {};
  const subject = subjectOf(typed.about ?? '', known);
  if (!subject) faults.about = 'say.faults.about-unknown';

  const mood = (typed.mood ?? '') as Mood | '';
  if (mood !== '' && !moods.includes(mood)) faults.mood = 'say.faults.mood-unknown';

  const answer = typed.answer ?? 'yes';
  if (answer !== 'yes' && answer !== 'no') faults.answer = 'say.faults.answer-unknown';

  const age = chosen(ageBands, typed.ageBand);
  if (!age.known) faults.ageBand = 'say.faults.about-you-unknown';
  const area = chosen(areas, typed.area);
  if (!area.known) faults.area = 'say.faults.about-you-unknown';
  const isAsked = (split: Breakdown) => !known.ruledOut?.includes(split);

  return {
    about: {
      lang,
      ...(age.choice && isAsked('age-band') ? { ageBand: age.choice } : {}),
      ...(area.choice && isAsked('area') ? { area: area.choice } : {}),
      ...(subject ?? { themeId: null, commitmentId: null, entitlementId: null }),
      mood: mood || null,
      wantsAnswer: answer === 'yes',
    },
    faults,
  };
}

/**
 * Reads the form whose words came in clear, for a phone that could not seal them.
 * @param attachments how many recordings and drawings came with it.
 */
export function parseDraft(
  typed: Typed,
  lang: Lang,
  known: Subjects,
  attachments = 0,
): { draft: MessageDraft } | { faults: Faults<MessageFault> } {
  const words = wellFormed(typed.words ?? '');
  const { about, faults } = parseAbout(typed, lang, known);
  const mood = faults.mood ? '' : (typed.mood ?? '');
  const isEmpty = nothingSaid({ words, mood, pictures: idsIn(typed.picture), attachments });
  const wordsWrong = words.trim() === '' && !isEmpty ? null : wordsFault(words);
  if (!wordsWrong && Object.keys(faults).length === 0) return { draft: { ...about, words } };
  return { faults: wordsWrong ? { words: wordsWrong, ...faults } : faults };
}
