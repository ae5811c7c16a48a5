import * as v from 'valibot';
import type { Lang } from '../i18n/languages.ts';
import { needs } from './entitlement.ts';

/** Something that stays, a scheme to be part of, people who meet, or something on a day. */
export const serviceKinds = ['service', 'scheme', 'group', 'event'] as const;

/** As Open Referral names them. What is historic and unchecked is not `active`: nobody knows that it is. */
export const serviceStatuses = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;

/** Weekdays as iCalendar names them, in small letters, Monday first. */
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

/** What is known of getting in and taking part; nothing listed means: ask. */
export const accessibilities = [
  'step-free',
  'accessible-toilet',
  'hearing-loop',
  'sign-language',
  'quiet-space',
  'travel-paid',
  'interpreter',
  'online',
] as const;

/** Whom to ask: a role, never somebody's name or number. */
export const contactRoles = [
  'social-worker',
  'personal-adviser',
  'participation-worker',
  'leaving-care-team',
  'nurse',
  'school',
  'carer',
  'reviewing-officer',
  'council',
] as const;

const Day = v.pipe(v.string(), v.isoDate());
const TimeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day like 08:00'));
const Text = v.pipe(v.string(), v.trim(), v.minLength(1));

const ScheduleSchema = v.pipe(
  v.strictObject({
    /** None where nobody said which. */
    days: v.array(v.picklist(weekdays)),
    opens: v.nullable(TimeOfDay),
    closes: v.nullable(TimeOfDay),
    /** The first day and the last, where they are known. */
    starts: v.nullable(Day),
    ends: v.nullable(Day),
    /** `monthly` is on the day of the month on which it starts. */
    repeats: v.nullable(v.picklist(['weekly', 'monthly', 'once'])),
  }),
  v.forward(
    v.check(({ opens, closes }) => closes === null || opens !== null, 'closes and does not open'),
    ['closes'],
  ),
  v.forward(
    v.check(({ opens, closes }) => closes === null || (opens ?? '') < closes, 'closes before it opens'),
    ['closes'],
  ),
  v.forward(
    v.check(({ starts, ends }) => ends === null || starts !== null, 'ends and does not start'),
    ['ends'],
  ),
  v.forward(
    v.check(({ starts, ends }) => (starts ?? '') <= (ends ?? '9999'), 'ends before it starts'),
    ['ends'],
  ),
);

const PlaceSchema = v.variant('type', [
  v.strictObject({
    type: v.picklist(['physical', 'postal']),
    address_1: Text,
    city: Text,
    state_province: Text,
    postal_code: v.pipe(Text, v.regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, 'is no postcode')),
    country: v.literal('GB'),
  }),
  v.strictObject({ type: v.literal('virtual') }),
]);

/** A service, scheme, group or event as data; `seeds/authorities/<slug>/services.json` has the same shape. */
export const ServiceFactsSchema = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/)),
    ref: Text,
    kind: v.picklist(serviceKinds),
    need: v.picklist(needs),
    status: v.picklist(serviceStatuses),
    /** In years; `to` is the birthday it ends on. */
    ages: v.nullable(v.strictObject({ from: v.nullable(v.number()), to: v.nullable(v.number()) })),
    schedules: v.array(ScheduleSchema),
    /** Null where no source says where. */
    place: v.nullable(PlaceSchema),
    accessibility: v.array(v.picklist(accessibilities)),
    contactRole: v.picklist(contactRoles),
    /** Ids of the entitlements it helps with. */
    entitlements: v.array(v.string()),
    source: v.strictObject({
      title: Text,
      section: v.nullable(v.string()),
      date: v.nullable(v.string()),
      url: v.optional(v.pipe(v.string(), v.url(), v.startsWith('https://'))),
    }),
    checkedOn: Day,
    /** From this day on it says that it should be checked again. */
    reviewBy: Day,
    /** It rests on an old paper alone. */
    historic: v.boolean(),
    confidence: v.picklist(['high', 'medium', 'low']),
  }),
  v.forward(
    v.check(({ historic, status }) => !historic || status !== 'active', 'is historic and says it is active'),
    ['status'],
  ),
  v.forward(
    v.check(({ ages }) => (ages?.from ?? 0) < (ages?.to ?? Infinity), 'has its ages the wrong way round'),
    ['ages'],
  ),
);

export const ServicesFileSchema = v.pipe(
  v.strictObject({ services: v.array(ServiceFactsSchema) }),
  v.check(
    ({ services }) => new Set(services.map(({ id }) => id)).size === services.length,
    'has an id twice',
  ),
  v.check(
    ({ services }) => new Set(services.map(({ ref }) => ref)).size === services.length,
    'has a reference twice',
  ),
);

/** The words of a service in one language. `where` and `times` say what the data cannot. */
export const ServiceWordsSchema = v.strictObject({
  title: Text,
  summary: Text,
  who: Text,
  how: Text,
  where: v.optional(Text),
  times: v.optional(Text),
});

export type ServiceFacts = v.InferOutput<typeof ServiceFactsSchema>;
export type Schedule = ServiceFacts['schedules'][number];
export type Place = v.InferOutput<typeof PlaceSchema>;

/** Something of the offer to go to or be part of, in one language. */
export interface Service {
  facts: ServiceFacts;
  title: string;
  summary: string;
  who: string;
  how: string;
  where: string;
  times: string;
  textLang: Lang;
  /** The English has moved on since these words were made. */
  stale: boolean;
  /** When its facts or its words were last written: an instant. */
  changedAt: string;
}

/** What there is today first; then what is old, in the order of the files. */
export function currentFirst<One extends Pick<Service, 'facts'>>(services: readonly One[]): One[] {
  const rank = ({ facts }: One) => (facts.status === 'active' ? 0 : facts.status === 'defunct' ? 2 : 1);
  return [...services].sort((a, b) => rank(a) - rank(b));
}
