import type { EntitlementFacts, EntitlementRule } from '../offer/entitlement.ts';
import { whatApplies } from '../offer/match.ts';
import { unknownSituation } from '../offer/situation.ts';
import { dayExists, partialDayExists } from './days.ts';
import type { FactsContext } from './kind.ts';
import type { Fault } from './piece.ts';

const NO_SUCH_DAY = 'There is no such day.';
const OLDEST_AGE = 120;

function* ruleFaults(rule: EntitlementRule): Generator<Fault> {
  const { validFrom, validTo, ages, born, amount } = rule;
  const days: [string, string | null | undefined][] = [
    ['validFrom', validFrom],
    ['validTo', validTo],
    ['born.from', born?.from],
    ['born.to', born?.to],
  ];
  for (const [name, day] of days)
    if (day && !dayExists(day)) yield { path: name.split('.'), message: NO_SUCH_DAY };
  if (validFrom && validTo && validFrom >= validTo)
    yield { path: ['validTo'], message: 'It must end after it begins.' };
  if (born && born.from >= born.to)
    yield { path: ['born', 'to'], message: 'This day must be after the other.' };
  for (const name of ['from', 'to'] as const) {
    const age = ages?.[name] ?? null;
    if (age !== null && (!Number.isInteger(age) || age < 0 || age > OLDEST_AGE))
      yield { path: ['ages', name], message: `An age is a whole number from 0 to ${OLDEST_AGE}.` };
  }
  if (ages && (ages.from ?? 0) >= (ages.to ?? Infinity))
    yield { path: ['ages', 'to'], message: 'The age it ends at must be above the age it begins at.' };
  if (amount && amount.min === null && amount.max === null)
    yield { path: ['amount'], message: 'An amount needs a number.' };
  if (amount && (amount.min ?? 0) > (amount.max ?? Infinity))
    yield { path: ['amount', 'max'], message: 'The largest amount is smaller than the smallest.' };
}

/** Whom a rule names though nobody is such a one at its ages: it would give them nothing, and nobody would notice. */
function* namedInVain(rule: EntitlementRule, today: string): Generator<Fault> {
  const age = { min: rule.ages?.from ?? 0, max: (rule.ages?.to ?? Infinity) - 1 };
  if (!(age.min <= age.max)) return;
  for (const [place, who] of rule.who.entries()) {
    const { born: _, ...alone } = { ...rule, who: [who], validFrom: null, validTo: null };
    const { matches } = whatApplies(
      [{ id: who, rules: [alone], inForce: 'yes' }],
      { ...unknownSituation, age },
      today,
    );
    if (matches.length === 0)
      yield { path: ['who', place], message: `Nobody is “${who}” when all the rest of this rule holds.` };
  }
}

/** Rules go by date, oldest first, and one ends before or when the next begins: on each day at most one holds. */
function* overlaps(rules: EntitlementRule[]): Generator<Fault> {
  for (const [place, rule] of rules.entries()) {
    const before = rules[place - 1];
    if (!before) continue;
    if (before.validTo === null || (rule.validFrom ?? '') < before.validTo) {
      yield {
        path: ['rules', place, 'validFrom'],
        message: `This rule and the one before it hold on the same days. Put the older first, and end it by ${rule.validFrom ?? 'the day this one begins'}.`,
      };
    }
  }
}

function* sourceFaults(facts: EntitlementFacts, { published }: FactsContext): Generator<Fault> {
  const { title, date, url } = facts.source;
  const was = (published as EntitlementFacts | null)?.source;
  if (title.trim() === '')
    yield {
      path: ['source', 'title'],
      message: was ? 'The source was dropped. Name where this comes from.' : 'Name where this comes from.',
    };
  if (date !== null && !partialDayExists(date)) yield { path: ['source', 'date'], message: NO_SUCH_DAY };
  else if (date !== null && dayExists(facts.checkedOn) && date > facts.checkedOn)
    yield { path: ['source', 'date'], message: 'The source is newer than the day it was checked on.' };
  if (url !== undefined && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(url))
    yield { path: ['source', 'url'], message: 'An address begins with https://' };
  if (url === undefined && was?.url && was.title === title)
    yield { path: ['source', 'url'], message: 'The address of the source was dropped.' };
}

/** What the schema cannot see of an entitlement's facts. */
export function entitlementFaults(facts: EntitlementFacts, context: FactsContext): Fault[] {
  const faults: Fault[] = [];
  for (const [place, rule] of facts.rules.entries()) {
    for (const { path, message } of [...ruleFaults(rule), ...namedInVain(rule, context.today)])
      faults.push({ path: ['rules', place, ...path], message });
  }
  faults.push(...overlaps(facts.rules), ...sourceFaults(facts, context));
  for (const name of ['checkedOn', 'reviewBy'] as const)
    if (!dayExists(facts[name])) faults.push({ path: [name], message: NO_SUCH_DAY });
  if (dayExists(facts.checkedOn) && facts.checkedOn > context.today)
    faults.push({ path: ['checkedOn'], message: 'This day has not come yet.' });
  if (dayExists(facts.checkedOn) && dayExists(facts.reviewBy) && facts.reviewBy <= facts.checkedOn)
    faults.push({ path: ['reviewBy'], message: 'It must be checked again after it was checked.' });
  if (facts.ref.trim() === '') faults.push({ path: ['ref'], message: 'It needs a reference.' });
  if (facts.kind === 'law' && facts.law === null)
    faults.push({ path: ['law'], message: 'Say which law, or choose another kind.' });
  return faults;
}

/** Amounts are never shown without the day they were checked on. Looked for before the schema is. */
export function undatedAmount(facts: unknown): Fault[] {
  const { rules, checkedOn } = (facts ?? {}) as { rules?: unknown; checkedOn?: unknown };
  const amounts = Array.isArray(rules) && rules.some((rule) => (rule as { amount?: unknown } | null)?.amount);
  return amounts && !checkedOn
    ? [{ path: ['checkedOn'], message: 'An amount needs the day it was checked on.' }]
    : [];
}
