import type { EntitlementFacts, EntitlementRule } from '../offer/entitlement.ts';
import { whatApplies } from '../offer/match.ts';
import { unknownSituation } from '../offer/situation.ts';
import { isDay } from '../platform/clock.ts';
import { ageFaults } from './age-faults.ts';
import type { FactsContext } from './kind.ts';
import type { Fault } from './piece.ts';
import { NO_SUCH_DAY } from './days.ts';
import { checkedFaults, writtenSourceFaults } from './source-faults.ts';

function* ruleFaults(rule: EntitlementRule): Generator<Fault> {
  const { validFrom, validTo, ages, born, amount } = rule;
  const days: [string, string | null | undefined][] = [
    ['validFrom', validFrom],
    ['validTo', validTo],
    ['born.from', born?.from],
    ['born.to', born?.to],
  ];
  for (const [name, day] of days)
    if (day && !isDay(day)) yield { path: name.split('.'), message: NO_SUCH_DAY };
  if (validFrom && validTo && validFrom >= validTo)
    yield { path: ['validTo'], message: 'It must end after it begins.' };
  if (born && born.from >= born.to)
    yield { path: ['born', 'to'], message: 'This day must be after the other.' };
  for (const { path, message } of ageFaults(ages)) yield { path: ['ages', ...path], message };
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

/** What the schema cannot see of an entitlement's facts. */
export function entitlementFaults(facts: EntitlementFacts, context: FactsContext): Fault[] {
  const faults: Fault[] = [];
  for (const [place, rule] of facts.rules.entries()) {
    for (const { path, message } of [...ruleFaults(rule), ...namedInVain(rule, context.today)])
      faults.push({ path: ['rules', place, ...path], message });
  }
  faults.push(
    ...overlaps(facts.rules),
    ...writtenSourceFaults(facts, context.published),
    ...checkedFaults(facts, context.today),
  );
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
