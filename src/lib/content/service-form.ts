import { needs } from '../offer/entitlement.ts';
import { accessibilities, contactRoles, serviceKinds, serviceStatuses, weekdays } from '../offer/service.ts';
import { idsIn, type Typed } from '../platform/forms.ts';
import type { FactsControl, FactsForm } from './kind.ts';
import { plainForm } from './plain-form.ts';
import { flatten, textOrNull } from './typed-facts.ts';

const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const choice = (name: string, label: string, values: readonly string[]): FactsControl => ({
  name,
  label,
  as: 'choice',
  options: options(values),
});

/** Everything but times and place. */
const base = plainForm(() => [
  {
    legend: 'What it is',
    controls: [
      { name: 'facts.ref', label: 'Reference', hint: 'Once only.', as: 'text', isText: true },
      choice('facts.kind', 'Kind', serviceKinds),
      choice('facts.need', 'Need', needs),
      choice('facts.status', 'Does it run now?', serviceStatuses),
      { name: 'facts.historic', label: 'It comes from an old document', as: 'tick' },
      { name: 'facts.ages.from', label: 'From age', as: 'number' },
      { name: 'facts.ages.to', label: 'Until age', hint: 'It ends on this birthday.', as: 'number' },
      {
        name: 'facts.accessibility',
        label: 'Getting in and taking part',
        as: 'choices',
        options: options(accessibilities),
      },
      choice('facts.contactRole', 'Whom to ask (a role, never a person)', contactRoles),
      {
        name: 'facts.entitlements',
        label: 'Helps with these entitlements',
        hint: 'Their names, with spaces between.',
        as: 'list',
      },
    ],
  },
  {
    legend: 'Where it comes from',
    controls: [
      { name: 'facts.source.title', label: 'Title of the source', as: 'text', isText: true },
      { name: 'facts.source.section', label: 'Section', as: 'text' },
      { name: 'facts.source.date', label: 'Date of the source', as: 'text' },
      { name: 'facts.source.url', label: 'Address', hint: 'Begins with https://', as: 'text', leftOut: true },
      { name: 'facts.checkedOn', label: 'Checked on', as: 'day', isText: true },
      { name: 'facts.reviewBy', label: 'Check again by', as: 'day', isText: true },
      choice('facts.confidence', 'How sure we are', ['high', 'medium', 'low']),
    ],
  },
]);

const timesAt = (place: number): FactsControl[] => [
  { name: `facts.schedules.${place}.days`, label: 'Days', as: 'choices', options: options(weekdays) },
  { name: `facts.schedules.${place}.opens`, label: 'Opens', hint: 'Like 08:00.', as: 'text' },
  { name: `facts.schedules.${place}.closes`, label: 'Closes', as: 'text' },
  { name: `facts.schedules.${place}.starts`, label: 'First day', as: 'day' },
  { name: `facts.schedules.${place}.ends`, label: 'Last day', as: 'day' },
  {
    name: `facts.schedules.${place}.repeats`,
    label: 'Repeats',
    as: 'choice',
    options: [{ value: '', label: 'Not known' }, ...options(['once', 'weekly', 'monthly'])],
  },
];

const placeControls: FactsControl[] = [
  {
    name: 'facts.place.type',
    label: 'Kind of place',
    as: 'choice',
    options: [{ value: '', label: 'Not known' }, ...options(['physical', 'postal', 'virtual'])],
  },
  { name: 'facts.place.address_1', label: 'Street', as: 'text', isText: true },
  { name: 'facts.place.city', label: 'Town', as: 'text', isText: true },
  { name: 'facts.place.state_province', label: 'County', as: 'text', isText: true },
  { name: 'facts.place.postal_code', label: 'Postcode', as: 'text', isText: true },
];

const textAt = (typed: Typed, name: string) => (typed[name] ?? '').trim();

/** How many times a form has: those with something typed in them. */
function timesCount(typed: Typed): number {
  const places = Object.entries(typed)
    .filter(([, text]) => text.trim() !== '')
    .map(([name]) => Number(/^facts\.schedules\.(\d{1,2})\./.exec(name)?.[1] ?? -1));
  return Math.max(-1, ...places) + 1;
}

function timesTyped(typed: Typed, at: string): unknown[] {
  const value = (name: string) => textOrNull(typed[`${at}.${name}`]);
  const days = idsIn(typed[`${at}.days`]);
  const rest = {
    opens: value('opens'),
    closes: value('closes'),
    starts: value('starts'),
    ends: value('ends'),
    repeats: value('repeats'),
  };
  return days.length === 0 && Object.values(rest).every((one) => one === null) ? [] : [{ days, ...rest }];
}

function placeTyped(typed: Typed): unknown {
  const type = textAt(typed, 'facts.place.type');
  if (type === '') return null;
  if (type === 'virtual') return { type };
  const field = (name: string) => textAt(typed, `facts.place.${name}`);
  return {
    type,
    address_1: field('address_1'),
    city: field('city'),
    state_province: field('state_province'),
    postal_code: field('postal_code').toUpperCase(),
    country: 'GB',
  };
}

type Json = Record<string, unknown>;

/** A service's facts as a form: as many times as there are and one more, and a place. */
export const serviceForm: FactsForm = {
  parts(typed, sources, themes) {
    const [what, ...rest] = base.parts(typed, sources, themes);
    const times = Array.from({ length: timesCount(typed) + 1 }, (_, place) => ({
      legend: place === 0 ? 'When' : `When else, ${place + 1} (leave empty for never)`,
      controls: timesAt(place),
    }));
    const where = { legend: 'Where', controls: placeControls };
    return [...(what ? [what] : []), ...times, where, ...rest];
  },
  toTyped(facts) {
    const { schedules = [], place = null, ...rest } = (facts ?? {}) as Json & { schedules?: unknown[] };
    const typed = base.toTyped(rest);
    for (const [number, one] of schedules.entries())
      Object.assign(typed, flatten(one, `facts.schedules.${number}`));
    if (place === null) return typed;
    // The country is not asked for.
    const { country: _, ...asked } = place as Json;
    return Object.assign(typed, flatten(asked, 'facts.place'));
  },
  fromTyped(typed, id) {
    const facts = base.fromTyped(typed, id) as Json & { ages: { from: unknown; to: unknown } };
    const { from, to } = facts.ages;
    return {
      ...facts,
      ages: from === null && to === null ? null : facts.ages,
      schedules: Array.from({ length: timesCount(typed) }, (_, place) => `facts.schedules.${place}`).flatMap(
        (at) => timesTyped(typed, at),
      ),
      place: placeTyped(typed),
    };
  },
};
