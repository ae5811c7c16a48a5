import { isDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import type { ActionWords, Decided } from './decided.ts';

export const RECORD_TEXT_MAX = 8_000;
const WHAT_MAX = 500;
const WHO_MAX = 100;
const ROWS_MAX = 30;

/** An action as its officer writes it. */
export interface DraftedAction extends ActionWords {
  /** Null until it is stored. */
  actionId: string | null;
  byOn: string | null;
}

/** A record as its officer writes it: whole or not. */
export interface RecordDraft extends Decided {
  actions: DraftedAction[];
}

/** Row by row, as the form names them: `what.0`, `who.0`, `by.0`, and `id.0` for an action that is stored. */
export const rowField = (part: 'what' | 'who' | 'by' | 'id', row: number): string => `${part}.${row}`;

/** How many rows were posted. */
export function rowsIn(typed: Typed): number {
  const rows = Object.keys(typed).map((name) => Number(/^(?:what|who|by)\.(\d{1,2})$/.exec(name)?.[1] ?? -1));
  return Math.min(ROWS_MAX, Math.max(0, ...rows.map((row) => row + 1)));
}

/** The form's fields as they would have been typed. */
export function typedOf({ text, easy, actions }: RecordDraft): Typed {
  const typed: Typed = { text, easy };
  actions.forEach(({ actionId, what, who, byOn }, row) => {
    typed[rowField('what', row)] = what;
    typed[rowField('who', row)] = who;
    typed[rowField('by', row)] = byOn ?? '';
    if (actionId) typed[rowField('id', row)] = actionId;
  });
  return typed;
}

const tooLong = (most: number): string => `Use at most ${most} characters.`;

/** A form without one of its rows; the rows after it move up. */
export function withoutRow(typed: Typed, row: number): Typed {
  const left = Object.fromEntries(Object.entries(typed).filter(([name]) => !/^\w+\.\d+$/.test(name)));
  let to = 0;
  for (let from = 0; from < rowsIn(typed); from += 1) {
    if (from === row) continue;
    for (const part of ['what', 'who', 'by', 'id'] as const) {
      const value = typed[rowField(part, from)];
      if (value !== undefined) left[rowField(part, to)] = value;
    }
    to += 1;
  }
  return left;
}

/**
 * Reads what was typed. What is not there yet is no fault: a draft may be kept at any time.
 * @returns faults only for what cannot be kept at all.
 */
export function readRecordForm(typed: Typed): { draft: RecordDraft } | { faults: Faults<string> } {
  const faults: Faults<string> = {};
  const text = typed.text ?? '';
  const easy = typed.easy ?? '';
  if (text.length > RECORD_TEXT_MAX) faults.text = tooLong(RECORD_TEXT_MAX);
  if (easy.length > RECORD_TEXT_MAX) faults.easy = tooLong(RECORD_TEXT_MAX);
  const actions: DraftedAction[] = [];
  for (let row = 0; row < rowsIn(typed); row += 1) {
    const part = (name: 'what' | 'who' | 'by' | 'id') => (typed[rowField(name, row)] ?? '').trim();
    if (!part('what') && !part('who') && !part('by')) continue;
    if (part('what').length > WHAT_MAX) faults[rowField('what', row)] = tooLong(WHAT_MAX);
    if (part('who').length > WHO_MAX) faults[rowField('who', row)] = tooLong(WHO_MAX);
    if (part('by') && !isDay(part('by')))
      faults[rowField('by', row)] = 'Write a day there is, as in 2026-12-24.';
    actions.push({
      actionId: part('id') || null,
      what: part('what'),
      who: part('who'),
      byOn: part('by') || null,
    });
  }
  return Object.keys(faults).length > 0 ? { faults } : { draft: { text, easy, actions } };
}

/**
 * What must be mended before a record can be sent, by the field it stands in.
 * @param sent the days of actions as they were sent: a day that has gone by since then may stay.
 */
export function toMend(
  { text, actions }: RecordDraft,
  today: string,
  sent: ReadonlyMap<string, string | null> = new Map(),
): Faults<string> {
  const faults: Faults<string> = {};
  if (text.trim() === '') faults.text = 'Write what was decided.';
  actions.forEach(({ actionId, what, who, byOn }, row) => {
    if (!what) faults[rowField('what', row)] = 'Write what will be done.';
    if (!who) faults[rowField('who', row)] = 'Write who does it.';
    if (!byOn) faults[rowField('by', row)] = 'Choose by which day.';
    else if (byOn < today && !(actionId && sent.get(actionId) === byOn))
      faults[rowField('by', row)] = 'This day has gone by. Choose one that is to come.';
  });
  return faults;
}

/** Everything in a record that its young person reads, for the look at its words. */
export const allWords = ({ text, easy, actions }: RecordDraft): string =>
  [text, easy, ...actions.flatMap(({ what, who }) => [what, who])].filter(Boolean).join('\n');
