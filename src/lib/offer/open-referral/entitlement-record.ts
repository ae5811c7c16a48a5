import { formatPounds } from '../../i18n/money.ts';
import { translator } from '../../i18n/translator.ts';
import { ruleOn, type Amount, type Entitlement } from '../entitlement.ts';
import { alertsOf, record, type FeedContext, type FeedService } from './feed-service.ts';
import { idOf } from './ids.ts';

const t = translator('en');

function amountText({ min, max, period }: Amount, checkedOn: string): string {
  const [from, to] = [min, max].map((pounds) => (pounds === null ? '' : formatPounds(pounds)));
  const sum =
    from && to ? (from === to ? from : `${from} to ${to}`) : from ? `at least ${from}` : `up to ${to}`;
  return `${sum} ${t(`offer.period.${period}`)} (checked on ${checkedOn})`;
}

/** An entitlement as a service: what one can get, and how to ask for it. What it is worth is never a cost. */
export function entitlementRecord(
  context: FeedContext,
  { facts, scope, title, summary, who, how, note }: Entitlement,
  changedAt: string,
): FeedService {
  const rule = ruleOn(facts, context.today);
  const national = scope === 'national';
  const country = facts.owedBy === 'country';
  const unsure = facts.inForce !== 'yes' && !facts.historic;
  const amount = rule?.amount ? amountText(rule.amount, facts.checkedOn) : null;
  return record(context, {
    // What the country gives is one thing, whichever authority tells of it.
    id: country ? idOf('entitlement', facts.id) : idOf(context.authorityId, 'entitlement', facts.id),
    path: `offer/${facts.id}`,
    name: title,
    paragraphs: [
      summary,
      amount ? `How much: ${amount}.` : '',
      `Who: ${who}`,
      `How to ask: ${how}`,
      note,
      t('offer.guide'),
    ],
    status: rule && facts.inForce === 'yes' && !facts.historic ? 'active' : 'inactive',
    ages: rule?.ages ?? null,
    alerts: [
      ...alertsOf(facts, context.today),
      ...(unsure ? [t(`offer.inForce.${facts.inForce as 'no' | 'unknown'}`)] : []),
      ...(rule ? [] : ['There is nothing to get today.']),
    ],
    checkedOn: facts.checkedOn,
    changedAt,
    national,
    country,
    terms: [
      { tree: 'need', code: facts.need },
      { tree: 'kind', code: facts.kind },
      ...(rule?.who ?? []).map((code) => ({ tree: 'who', code })),
      ...(amount ? [{ tree: 'amount', code: 'grant', value: amount }] : []),
    ],
  });
}
