import { categories } from '../offer/category.ts';
import { conditions, groups, needs } from '../offer/entitlement.ts';
import { idsIn, type Typed } from '../platform/forms.ts';
import type { FactsControl, FactsForm, FactsPart } from './kind.ts';
import { flatten, numberTyped, textOrNull } from './typed-facts.ts';

const inWords = (value: string) => value.replaceAll(/[-_]/g, ' ');
const options = (values: readonly string[]) => values.map((value) => ({ value, label: inWords(value) }));
const isGroup = (value: string) => value in groups;
const everybody = [
  ...Object.keys(groups).map((value) => ({ value, label: `${inWords(value)} (group)` })),
  ...options(categories.filter((category) => !isGroup(category))),
];

const day = (name: string, label: string, hint?: string): FactsControl => ({ name, label, hint, as: 'day' });
const number = (name: string, label: string, hint?: string): FactsControl => ({
  name,
  label,
  hint,
  as: 'number',
});
const choice = (name: string, label: string, values: readonly string[]): FactsControl => ({
  name,
  label,
  as: 'choice',
  options: options(values),
});

function rulePart(at: string, count: number, place: number): FactsPart {
  const controls: FactsControl[] = [
    day(`${at}.validFrom`, 'Holds from', 'Leave empty when it has always been so.'),
    day(`${at}.validTo`, 'Holds until', 'The first day on which it no longer holds. Leave empty for no end.'),
    { name: `${at}.who`, label: 'Who can get it', as: 'choices', options: everybody },
    {
      name: `${at}.conditions`,
      label: 'Only those who are also (all that you tick)',
      as: 'choices',
      options: options(conditions),
    },
    number(`${at}.ages.from`, 'From age'),
    number(`${at}.ages.to`, 'Until age', 'It ends on this birthday.'),
    day(`${at}.born.from`, 'Born on or after'),
    day(`${at}.born.to`, 'Born before'),
    number(
      `${at}.amount.min`,
      'Amount in pounds: at least',
      'Leave both amounts empty when it is not money.',
    ),
    number(`${at}.amount.max`, 'Amount in pounds: at most', 'The same in both for one exact amount.'),
    choice(`${at}.amount.period`, 'How often', ['once', 'year', 'week']),
  ];
  const isNew = place === count;
  if (!isNew && count > 1) controls.push({ name: `${at}.gone`, label: 'Take this rule away', as: 'tick' });
  return {
    legend: isNew ? 'Another rule, for other dates (leave empty for none)' : `Rule ${place + 1}`,
    controls,
  };
}

/** How many rules a form has: those with something typed in them. */
function ruleCount(typed: Typed): number {
  const places = Object.entries(typed)
    .filter(([name, text]) => text !== '' && !name.endsWith('.period'))
    .map(([name]) => Number(/^facts\.rules\.(\d{1,2})\./.exec(name)?.[1] ?? -1));
  return Math.max(-1, ...places) + 1;
}

function ruleTyped(typed: Typed, at: string): unknown {
  const text = (name: string) => (typed[`${at}.${name}`] ?? '').trim();
  const number = (name: string) => numberTyped(typed[`${at}.${name}`]);
  const [from, to] = [number('ages.from'), number('ages.to')];
  const [min, max] = [number('amount.min'), number('amount.max')];
  const born = { from: text('born.from'), to: text('born.to') };
  return {
    validFrom: text('validFrom') || null,
    validTo: text('validTo') || null,
    who: idsIn(text('who')),
    ages: from === null && to === null ? null : { from, to },
    ...(born.from || born.to ? { born } : {}),
    conditions: idsIn(text('conditions')),
    amount: min === null && max === null ? null : { min, max, period: text('amount.period') || 'once' },
  };
}

const isEmptyRule = (typed: Typed, at: string) =>
  Object.entries(typed).every(
    ([name, text]) => !name.startsWith(`${at}.`) || name.endsWith('.period') || text.trim() === '',
  );

/** An entitlement's facts as a form. */
export const entitlementForm: FactsForm = {
  parts(typed) {
    const count = ruleCount(typed);
    const rules = Array.from({ length: count + 1 }, (_, place) =>
      rulePart(`facts.rules.${place}`, count, place),
    );
    return [
      {
        legend: 'What it is',
        controls: [
          { name: 'facts.ref', label: 'Reference', hint: 'Yours to choose; once only.', as: 'text' },
          choice('facts.need', 'Need', needs),
          choice('facts.kind', 'Kind', ['law', 'policy', 'extra', 'announced']),
          choice('facts.inForce', 'In force', ['yes', 'no', 'unknown']),
          { name: 'facts.historic', label: 'It comes from an old document', as: 'tick' },
          choice('facts.owedBy', 'Who gives it', ['council-that-cared', 'council-you-live-in', 'country']),
          { name: 'facts.law', label: 'Law', hint: 'Act or regulation and section.', as: 'text' },
        ],
      },
      ...rules,
      {
        legend: 'Where it comes from',
        controls: [
          { name: 'facts.source.title', label: 'Title of the source', as: 'text' },
          { name: 'facts.source.section', label: 'Section', as: 'text' },
          {
            name: 'facts.source.date',
            label: 'Date of the source',
            hint: 'A day, a month or a year: 2026-11-22, 2026-11 or 2026.',
            as: 'text',
          },
          { name: 'facts.source.url', label: 'Address', hint: 'Begins with https://', as: 'text' },
          day('facts.checkedOn', 'Checked on'),
          day('facts.reviewBy', 'Check again by'),
          choice('facts.confidence', 'How sure we are', ['high', 'medium', 'low']),
        ],
      },
    ];
  },
  toTyped(facts) {
    const { rules, ...rest } = (facts ?? {}) as { rules?: unknown[] };
    const typed = flatten(rest, 'facts');
    for (const [place, rule] of (rules ?? []).entries())
      Object.assign(typed, flatten(rule, `facts.rules.${place}`));
    return typed;
  },
  fromTyped(typed, id) {
    const text = (name: string) => (typed[`facts.${name}`] ?? '').trim();
    const rules = Array.from({ length: ruleCount(typed) }, (_, place) => `facts.rules.${place}`)
      .filter((at) => typed[`${at}.gone`] !== 'yes' && !isEmptyRule(typed, at))
      .map((at) => ruleTyped(typed, at));
    const url = text('source.url');
    return {
      id,
      ref: text('ref'),
      need: text('need'),
      rules,
      law: textOrNull(typed['facts.law']),
      kind: text('kind'),
      inForce: text('inForce'),
      historic: text('historic') === 'yes',
      owedBy: text('owedBy'),
      source: {
        title: text('source.title'),
        section: textOrNull(typed['facts.source.section']),
        date: textOrNull(typed['facts.source.date']),
        ...(url ? { url } : {}),
      },
      checkedOn: text('checkedOn'),
      reviewBy: text('reviewBy'),
      confidence: text('confidence'),
    };
  },
};
