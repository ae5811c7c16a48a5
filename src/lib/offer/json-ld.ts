import { ruleOn, type Entitlement } from './entitlement.ts';
import { nextDayOf } from './schedule.ts';
import { weekdays, type Place, type Service } from './service.ts';

/** Data for machines, as schema.org has it. */
export type JsonLd = { '@context': 'https://schema.org'; '@type': string } & Record<string, unknown>;

/** What a page knows beside the piece itself. */
export interface JsonLdContext {
  council: string;
  /** The page's own address, whole. */
  url: string;
  /** `YYYY-MM-DD` */
  today: string;
}

/**
 * The one place that writes raw markup (docs/house: two exceptions). Nothing in the data can end the element or begin
 * another: the characters that could are written as JSON escapes, which mean the same to whoever reads JSON.
 */
export function jsonLdScript(data: JsonLd): string {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<script type="application/ld+json">${json}</${'script'}>`;
}

const WEEKDAYS: Record<(typeof weekdays)[number], string> = {
  mo: 'Monday',
  tu: 'Tuesday',
  we: 'Wednesday',
  th: 'Thursday',
  fr: 'Friday',
  sa: 'Saturday',
  su: 'Sunday',
};

/** Only what is known is said: an empty value is left out. */
const known = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );

const ageRange = (ages: { from: number | null; to: number | null } | null | undefined) =>
  ages
    ? known({
        '@type': 'PeopleAudience',
        suggestedMinAge: ages.from,
        suggestedMaxAge: ages.to === null ? null : ages.to - 1,
      })
    : null;

function placeOf(place: Place | null, url: string) {
  if (!place) return null;
  if (place.type === 'virtual') return { '@type': 'VirtualLocation', url };
  const address = {
    '@type': 'PostalAddress',
    streetAddress: place.address_1,
    addressLocality: place.city,
    addressRegion: place.state_province,
    postalCode: place.postal_code,
    addressCountry: place.country,
  };
  return { '@type': 'Place', address };
}

const providerOf = (name: string) => ({ '@type': 'GovernmentOrganization', name });

/** Hours that nobody has checked would be read as today's: they are left out. */
const hoursOf = ({ facts }: Service) =>
  facts.schedules
    .filter(({ days, opens }) => facts.status === 'active' && days.length > 0 && opens !== null)
    .map(({ days, opens, closes, starts, ends }) =>
      known({
        '@type': 'OpeningHoursSpecification',
        dayOfWeek: days.map((day) => WEEKDAYS[day]),
        opens,
        closes,
        validFrom: starts,
        validThrough: ends,
      }),
    );

/** A service as schema.org has it; an event that has a day to come is an `Event`, with its next day. */
export function serviceJsonLd(service: Service, { council, url, today }: JsonLdContext): JsonLd {
  const { facts, title, summary, textLang } = service;
  const next = facts.schedules
    .flatMap((schedule) => {
      const day = nextDayOf(schedule, today);
      return day ? [{ day, schedule }] : [];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1))[0];
  const common = {
    '@context': 'https://schema.org' as const,
    name: title,
    description: summary,
    url,
    inLanguage: textLang,
    audience: ageRange(facts.ages),
  };
  if (facts.kind === 'event' && facts.status === 'active' && next) {
    const { day, schedule } = next;
    const at = (time: string | null) => (time ? `${day}T${time}` : day);
    return {
      '@type': 'Event',
      ...known({
        ...common,
        startDate: at(schedule.opens),
        endDate: schedule.closes ? at(schedule.closes) : schedule.repeats === 'once' ? schedule.ends : null,
        eventStatus: 'https://schema.org/EventScheduled',
        location: placeOf(facts.place, url),
        organizer: providerOf(council),
      }),
    } as JsonLd;
  }
  const hours = hoursOf(service);
  return {
    '@type': 'GovernmentService',
    ...known({
      ...common,
      provider: providerOf(council),
      areaServed: council,
      serviceType: facts.kind,
      hoursAvailable: hours.length > 0 ? hours : null,
      availableChannel: facts.place
        ? { '@type': 'ServiceChannel', serviceLocation: placeOf(facts.place, url) }
        : null,
    }),
  } as JsonLd;
}

/** An entitlement as schema.org has it. What it is worth is left out: a search result would show it without its date. */
export function entitlementJsonLd(
  { facts, scope, title, summary, textLang }: Entitlement,
  { council, url, today }: JsonLdContext,
): JsonLd {
  return {
    '@type': 'GovernmentService',
    ...known({
      '@context': 'https://schema.org',
      name: title,
      description: summary,
      url,
      inLanguage: textLang,
      audience: ageRange(ruleOn(facts, today)?.ages),
      provider: facts.owedBy === 'country' ? null : providerOf(council),
      areaServed: scope === 'national' ? 'England' : council,
      serviceType: facts.kind,
    }),
  } as JsonLd;
}
