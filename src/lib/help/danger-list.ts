import type { Leaning } from './danger-lean.ts';

/** Why words sound like danger. These ids are answered, counted and stored; the words themselves never are. */
export const dangerReasons = [
  'suicide',
  'self-harm',
  'hit',
  'sexual',
  'exploitation',
  'forced',
  'no-place',
  'not-safe',
  'threat',
  'weapon',
  'overdose',
  'not-eating',
  'ill',
] as const;

export type DangerReason = (typeof dangerReasons)[number];

/**
 * What one language says of danger, and what excuses it. A phrase is words with spaces between, each one of:
 * `word`; `wor*`, any word that begins so; `a/b/c*`, any of these; `@name`, any of a set; `..`, up to three words of
 * the same sentence (`.. ..` six). `a & b`: both, in either order, with up to three words between. `a + b`: both, in
 * either order and further apart, in one sentence or the next: `a` is what is denied or excused, `b` the circumstance
 * ("he", "at night", "can't tell") that makes it a sign.
 * A phrase that begins with `!` counts although it is denied, long past or from a film ("I don't want to die").
 * One that begins with `?` is a thing people also learn and joke about ("suicide", "a gun"): what is in `about` excuses it.
 * One that begins with `~` is half a sign ("his hand", "my leg"): two of one reason near each other are a whole one.
 */
export interface DangerList {
  /** Words with spaces between, by name. */
  sets: Record<string, string>;
  reasons: Partial<Record<DangerReason, string[]>>;
  /** Sayings, sport, games, food: a phrase that shares a word with one of these is none. */
  harmless: string[];
  /** Words that deny what follows, and what may stand between. */
  not: string;
  through: string;
  /** Words that deny what goes before, in languages whose verb comes last. */
  notAfter: string;
  /** Lessons, news, laughter: excuse what begins with `?` or `~` in this sentence and the next. */
  about: string[];
  /** Films, games, songs: excuse whatever is in the same sentence and does not begin with `!`. */
  fiction: string[];
  /** "Used to", and later "I feel safe now": together they excuse what is said between. */
  past: string[];
  now: string[];
  /** Counted from statements, not written: finds what no phrase says. */
  leaning: Leaning;
}

/** How many words `..` stands for. */
const GAP = 3;

export interface Step {
  /** The alternatives, folded by whoever reads them: a word, or the beginning of one with `*`. */
  choices: string[];
  /** How many other words may stand before it. */
  gap: number;
}

export interface Phrase {
  force: 'always' | 'plain' | 'soft' | 'half';
  steps: Step[];
  /** What must stand near it. */
  near?: Step[];
}

function readSteps(text: string, sets: Record<string, string>): Step[] {
  const steps: Step[] = [];
  let gap = 0;
  for (const part of text.trim().split(/\s+/)) {
    if (part === '..') gap += GAP;
    else {
      const choices = part.split('/').flatMap((one) => (one.startsWith('@') ? setOf(one, sets) : [one]));
      steps.push({ choices, gap });
      gap = 0;
    }
  }
  return steps;
}

function setOf(name: string, sets: Record<string, string>): string[] {
  const words = sets[name.slice(1)];
  if (words === undefined) throw new Error(`There is no set ${name}.`);
  return words.split(' ');
}

const FORCES: Record<string, Phrase['force']> = { '!': 'always', '?': 'soft', '~': 'half' };

/** A phrase of a list, or two where the order is free. @throws when it names a set that is not there. */
export function readPhrase(phrase: string, sets: Record<string, string>): Phrase[] {
  const force = FORCES[phrase.charAt(0)] ?? 'plain';
  const [sign = '', circumstance] = phrase.replace(/^[!?~]/, '').split(' + ');
  if (circumstance !== undefined)
    return [{ force, steps: readSteps(sign, sets), near: readSteps(circumstance, sets) }];
  const [one = '', other] = sign.split('&');
  if (other === undefined) return [{ force, steps: readSteps(one, sets) }];
  return [`${one} .. ${other}`, `${other} .. ${one}`].map((text) => ({
    force,
    steps: readSteps(text, sets),
  }));
}
