import type { Faults, Typed } from '../platform/forms.ts';

/** What the duty team writes when it takes a message out of the flow. */
export interface HoldNote {
  what: string;
  handTo: string;
}

const WHAT_MAX = 2_000;
const HAND_TO_MAX = 120;

export function parseHold(typed: Typed): { note: HoldNote } | { faults: Faults } {
  const faults: Faults = {};
  const what = (typed.what ?? '').trim();
  const handTo = (typed.handTo ?? '').trim();
  if (what === '') faults.what = 'Write what you saw and why it cannot wait in the queue.';
  else if (what.length > WHAT_MAX)
    faults.what = `Use at most ${WHAT_MAX} characters: this has ${what.length}.`;
  if (handTo === '') faults.handTo = 'Say which team takes it on.';
  else if (handTo.length > HAND_TO_MAX) faults.handTo = `Use at most ${HAND_TO_MAX} characters.`;
  return Object.keys(faults).length > 0 ? { faults } : { note: { what, handTo } };
}

const REFERENCE_MAX = 60;

/** The receiving team's own reference: proof that somebody there has it. */
export function parseHandOver(typed: Typed): { reference: string } | { faults: Faults } {
  const reference = (typed.reference ?? '').trim();
  if (reference === '') return { faults: { reference: 'Write the reference the other team gave you.' } };
  if (reference.length > REFERENCE_MAX)
    return { faults: { reference: `Use at most ${REFERENCE_MAX} characters.` } };
  return { reference };
}
