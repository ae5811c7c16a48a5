import type { Lang } from '../i18n/languages.ts';
import { isDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';

/** How a commitment stands, as the council says it. */
export const standingKinds = ['kept', 'not-yet', 'cannot'] as const;
export type StandingKind = (typeof standingKinds)[number];

/** Why, in each language it was written in. English is always there. */
export type Why = Partial<Record<Lang, string>> & { en: string };

export interface NewStanding {
  kind: StandingKind;
  /** Who answers for it: a role in plain words, never a person. */
  ownerRole: string;
  /** `YYYY-MM-DD`: by when, while it is not kept yet; otherwise null. */
  dueOn: string | null;
  why: Why;
}

/** What the council said of a commitment once. Nothing said is ever changed: the next one has the next number. */
export interface Standing extends NewStanding {
  commitmentId: string;
  number: number;
  changedBy: string;
  changedAt: string;
}

const WHY_MAX = 600;
const ROLE_MAX = 100;

const tooLong = (text: string, max: number) =>
  text.length > max ? `Use at most ${max} characters: this has ${text.length}.` : null;

/** Why a role cannot be taken, or null. @param names those of everybody at the desk: a role is none of them. */
export function roleFault(role: string, names: readonly string[]): string | null {
  if (role === '') return 'Say which role answers for this.';
  const spoken = role.toLowerCase();
  if (role.includes('@') || names.some((name) => spoken.includes(name.toLowerCase())))
    return 'Name a role, not a person: people change, and this page is public.';
  return tooLong(role, ROLE_MAX);
}

/**
 * Reads the form that says how a commitment stands. English must say why, whatever the standing.
 * @param known the names of everybody at the desk; and the due day that stands now, which may be passed: keeping it is
 * no new promise.
 */
export function parseStanding(
  typed: Typed,
  langs: readonly Lang[],
  today: string,
  known: { names: readonly string[]; dueOn: string | null },
): { standing: NewStanding } | { faults: Faults } {
  const faults: Faults = {};
  const kind = standingKinds.find((one) => one === typed.standing);
  if (!kind) faults.standing = 'Choose how it stands.';
  const ownerRole = (typed.owner ?? '').trim();
  const ofRole = roleFault(ownerRole, known.names);
  if (ofRole) faults.owner = ofRole;
  const dueOn = kind === 'not-yet' ? (typed.dueOn ?? '').trim() : null;
  if (dueOn !== null && !isDay(dueOn)) faults.dueOn = 'Give a day, as year-month-day.';
  else if (dueOn !== null && dueOn < today && dueOn !== known.dueOn)
    faults.dueOn = 'Give a day that is still to come, or leave the one that stands.';
  const why: Why = { en: '' };
  for (const lang of langs) {
    const text = (typed[`why-${lang}`] ?? '').trim();
    const missing = lang === 'en' && text === '' ? 'Say why, in plain words.' : null;
    const fault = missing ?? tooLong(text, WHY_MAX);
    if (fault) faults[`why-${lang}`] = fault;
    else if (text !== '') why[lang] = text;
  }
  if (!kind || Object.keys(faults).length > 0) return { faults };
  return { standing: { kind, ownerRole, dueOn, why } };
}

/** Whether the day it was to be kept by is over, and it still is not. */
export function isLate({ kind, dueOn }: Pick<Standing, 'kind' | 'dueOn'>, today: string): boolean {
  return kind === 'not-yet' && dueOn !== null && dueOn < today;
}

/** Why, in the reader's language if it was written in it, and otherwise in English. */
export function whyIn(lang: Lang, why: Why): { text: string; textLang: Lang } {
  const own = why[lang];
  return own ? { text: own, textLang: lang } : { text: why.en, textLang: 'en' };
}

/** Whether two say the same: sent twice is no conflict. */
export function saysTheSame(one: NewStanding, other: NewStanding): boolean {
  const langs = Object.keys({ ...one.why, ...other.why }) as Lang[];
  return (
    one.kind === other.kind &&
    one.ownerRole === other.ownerRole &&
    one.dueOn === other.dueOn &&
    langs.every((lang) => one.why[lang] === other.why[lang])
  );
}
