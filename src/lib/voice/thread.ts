import type { Binding } from '../sealing/envelope.ts';
import type { CheckBackAnswer } from './check-back.ts';
import type { MessageFacts } from './message.ts';
import type { Stage } from './journey.ts';
import type { NotSharedReason } from './not-shared.ts';
import type { Parts } from './parts.ts';
import type { PersonWanted } from './person-wanted.ts';

/** What sealed words of a thread are bound to: an answer can never be passed off as something said. */
export function entryBinding(
  authorityId: string,
  messageId: string,
  kind: 'said' | 'answer' | 'parts' | 'named',
  entryId: string,
): Binding {
  return { authorityId, recordId: messageId, field: `${kind}/${entryId}` };
}

/**
 * What the first words of a message are bound to, in place of an entry's id: a phone seals them before we see them, and
 * may not choose an id, because ids say what came after what.
 */
export const FIRST_WORDS = 'first';

/** Whether words a young person sent have been looked at by the duty team. */
export type Screened = 'awaiting' | 'passed' | 'held';

/** Entries that a young person wrote: the duty team looks at each before anybody else reads it. */
export const screenedKinds = ['said', 'named'] as const;

/** What a thread tells of a decision: a line each. */
export const decisionLines = [
  'decide',
  'answer',
  'reopen',
  'longer',
  'take-out',
  'ask-again',
  'close',
] as const;
export type DecisionLine = (typeof decisionLines)[number];

/** One line of a thread, oldest first. `words` are opened only for whoever may read them. */
export type ThreadEntry = { entryId: string; at: string } & (
  | {
      kind: 'said';
      words: string;
      screened: Screened;
      /** What was said beside the words; null where there was nothing, or it does not open. */
      parts: Parts | null;
      /** Something was said beside the words and does not open. */
      partsUnreadable?: true;
    }
  | { kind: 'named'; words: string; screened: Screened }
  | { kind: 'person'; who: PersonWanted }
  | { kind: 'answer'; words: string }
  | { kind: 'moved'; stage: Stage }
  | { kind: 'not-shared'; reason: NotSharedReason }
  /** `number` says which new due day a line about one tells of. */
  | { kind: 'decision'; decisionId: string; move: DecisionLine; number?: string }
  | { kind: 'check-back'; answer: CheckBackAnswer }
);

/** The conversation a receipt opens. */
export interface Thread {
  message: MessageFacts;
  entries: ThreadEntry[];
}

/** A thread that its receipt has opened: what is read and written with it stays sealed to the same key. */
export interface OpenThread {
  message: MessageFacts;
  dataKey: Uint8Array<ArrayBuffer>;
}
