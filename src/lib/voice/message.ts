import type { Lang } from '../i18n/languages.ts';
import { wellFormed, type Faults, type Typed } from '../platform/forms.ts';
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
  mood: Mood | null;
  wantsAnswer: boolean;
}

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
  mood: Mood | null;
  wantsAnswer: boolean;
  soundsLikeDanger: boolean;
  /** Something was added, passed screening, and has had no answer. */
  replyWaiting: boolean;
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
  | 'say.faults.differently'
  | 'say.faults.busy'
  | 'say.faults.later';

/** Checks words alone: for a message and for what is added to one. */
export function wordsFault(words: string): MessageFault | null {
  if (words.trim() === '') return 'say.faults.words-missing';
  return [...words].length > WORDS_MAX ? 'say.faults.words-too-long' : null;
}

/**
 * Reads what is told beside the words. The subject is `theme` or `theme/commitment`, or empty.
 * @param known the authority's commitments by theme.
 */
export function parseAbout(
  typed: Typed,
  lang: Lang,
  known: Map<string, string[]>,
): { about: AboutMessage; faults: Faults<MessageFault> } {
  const faults: Faults<MessageFault> = {};
  const [themeId = '', commitmentId = ''] = (typed.about ?? '').split('/');
  const commitments = known.get(themeId);
  const aboutKnown =
    (typed.about ?? '') === '' ||
    (commitments && (commitmentId === '' || commitments.includes(commitmentId)));
  if (!aboutKnown) faults.about = 'say.faults.about-unknown';

  const mood = (typed.mood ?? '') as Mood | '';
  if (mood !== '' && !moods.includes(mood)) faults.mood = 'say.faults.mood-unknown';

  const answer = typed.answer ?? 'yes';
  if (answer !== 'yes' && answer !== 'no') faults.answer = 'say.faults.answer-unknown';

  return {
    about: {
      lang,
      themeId: themeId || null,
      commitmentId: commitmentId || null,
      mood: mood || null,
      wantsAnswer: answer === 'yes',
    },
    faults,
  };
}

/** Reads the form whose words came in clear, for a phone that could not seal them. */
export function parseDraft(
  typed: Typed,
  lang: Lang,
  known: Map<string, string[]>,
): { draft: MessageDraft } | { faults: Faults<MessageFault> } {
  const words = wellFormed(typed.words ?? '');
  const wordsWrong = wordsFault(words);
  const { about, faults } = parseAbout(typed, lang, known);
  if (!wordsWrong && Object.keys(faults).length === 0) return { draft: { ...about, words } };
  return { faults: wordsWrong ? { words: wordsWrong, ...faults } : faults };
}
