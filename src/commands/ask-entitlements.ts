import * as v from 'valibot';
import { readAuthorities, readNational } from '../lib/content/files.server.ts';
import { translator } from '../lib/i18n/translator.ts';
import { amountInWords } from '../lib/offer/amount.ts';
import { CaseSchema, situationOf } from '../lib/offer/case.ts';
import type { EntitlementFacts, Scope } from '../lib/offer/entitlement.ts';
import { whatApplies, type Match } from '../lib/offer/match.ts';
import { whyInWords } from '../lib/offer/why.ts';
import { systemClock, toDay } from '../lib/platform/clock.ts';
import { faultOf } from './question-fault.ts';

type Offered = Map<string, { scope: Scope; facts: EntitlementFacts }>;

const t = translator('en');

function inWords({ facts, scope }: { facts: EntitlementFacts; scope: Scope }, match: Match): object {
  const amount = amountInWords(t, match.rule.amount);
  return {
    id: scope === 'national' ? facts.ref.toLowerCase() : facts.id,
    scope: scope === 'national' && facts.kind === 'law' ? 'law' : scope,
    why: whyInWords(t, 'en', match),
    amount: amount && `${amount} (checked ${facts.checkedOn})`,
  };
}

/** Answers cases by the authorities' own files. */
export async function entitlementAnswers(): Promise<(question: unknown) => object> {
  const national = (await readNational()).offer.map((facts) => ({ scope: 'national' as const, facts }));
  const offers = new Map<string, Offered>();
  for (const { settings, offer } of await readAuthorities()) {
    const all = [...national, ...offer.map((facts) => ({ scope: 'authority' as const, facts }))];
    offers.set(settings.id, new Map(all.map((one) => [one.facts.id, one])));
  }
  const slugs = [...offers.keys()].join(', ');

  return (question) => {
    const parsed = v.safeParse(CaseSchema, question);
    if (!parsed.success) return { error: faultOf(parsed.issues) };
    const offer = offers.get(parsed.output.authority);
    if (!offer) return { error: `"authority" is not one of ${slugs}` };
    const found = situationOf(parsed.output, toDay(systemClock()));
    if ('fault' in found) return { error: found.fault };
    const facts = [...offer.values()].map((one) => one.facts);
    const { categories, matches } = whatApplies(facts, found.situation, found.on);
    return {
      categories: categories.length > 1 ? ['not_enough_info', ...categories] : categories,
      entitlements: matches.flatMap((match) => {
        const one = offer.get(match.id);
        return one ? [inWords(one, match)] : [];
      }),
    };
  };
}
