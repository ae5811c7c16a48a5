import { formatDay } from '../../i18n/dates.ts';
import { formatPounds } from '../../i18n/money.ts';
import { translator } from '../../i18n/translator.ts';
import { ruleOn, type Amount, type Entitlement } from '../entitlement.ts';
import type { Schedule, Service } from '../service.ts';
import { idOf } from './ids.ts';
import { termOf, type TaxonomyTerm } from './taxonomy.ts';

const t = translator('en');

/** Who gives the feed, where it is, and on which day it is read. */
export interface FeedContext {
  authorityId: string;
  authorityName: string;
  /** `https://…`, without a slash at the end. */
  origin: string;
  /** `YYYY-MM-DD` */
  today: string;
}

interface Address {
  id: string;
  location_id: string;
  address_1: string;
  city: string;
  state_province: string;
  postal_code: string;
  country: string;
  address_type: string;
}

export interface ServiceAtLocation {
  id: string;
  service_id: string;
  location_id: string;
  location: {
    id: string;
    location_type: string;
    name: string;
    addresses: Address[];
    accessibility: { id: string; location_id: string; description: string }[];
  };
}

interface FeedSchedule {
  id: string;
  service_id: string;
  freq?: 'WEEKLY' | 'MONTHLY';
  dtstart?: string;
  valid_from?: string;
  valid_to?: string;
  byday?: string;
  bymonthday?: string;
  opens_at?: string;
  closes_at?: string;
  notes: string;
}

/** A service as Open Referral UK 3.0 has it. */
export interface FeedService {
  id: string;
  organization_id: string;
  name: string;
  description: string;
  url: string;
  status: Service['facts']['status'];
  minimum_age?: number;
  maximum_age?: number;
  assured_date: string;
  alert?: string;
  last_modified: string;
  organization: { id: string; name: string; description: string; url?: string };
  schedules: FeedSchedule[];
  service_areas: { id: string; service_id: string; name: string }[];
  service_at_locations: ServiceAtLocation[];
  languages: { id: string; service_id: string; code: string; name: string }[];
  contacts: { id: string; service_id: string; title: string }[];
  attributes: {
    id: string;
    link_id: string;
    link_entity: 'service';
    link_type: string;
    taxonomy_term_id: string;
    value?: string;
    taxonomy_term: TaxonomyTerm;
  }[];
}

/** What both kinds have in common, before it has the profile's shape. */
interface Described {
  id: string;
  path: string;
  name: string;
  paragraphs: string[];
  status: FeedService['status'];
  ages: { from: number | null; to: number | null } | null;
  alerts: string[];
  checkedOn: string;
  changedAt: string;
  national: boolean;
  /** The body that gives it, where that is not the authority. */
  country: boolean;
  terms: { tree: string; code: string; value?: string }[];
}

function organizationOf({ authorityId, authorityName, origin }: FeedContext, country: boolean) {
  if (country) {
    return {
      id: idOf('organization', 'england'),
      name: 'National bodies, England',
      description: 'Government departments and national bodies that give this in all of England.',
    };
  }
  return {
    id: idOf('organization', authorityId),
    name: authorityName,
    description: `${authorityName}: the council for children in care and care leavers there.`,
    url: `${origin}/${authorityId}/en`,
  };
}

/** The profile's ages are whole years, both included: "until you turn 25" is 24. */
function agesOf(ages: Described['ages']) {
  return {
    ...(ages?.from != null ? { minimum_age: ages.from } : {}),
    ...(ages?.to != null ? { maximum_age: ages.to - 1 } : {}),
  };
}

function record(context: FeedContext, one: Described): FeedService {
  const { id } = one;
  const organization = organizationOf(context, one.country);
  const alert = one.alerts.join(' ');
  return {
    id,
    organization_id: organization.id,
    name: one.name,
    description: one.paragraphs.filter(Boolean).join('\n\n'),
    url: `${context.origin}/${context.authorityId}/en/${one.path}`,
    status: one.status,
    ...agesOf(one.ages),
    assured_date: one.checkedOn,
    ...(alert ? { alert } : {}),
    last_modified: one.changedAt,
    organization,
    schedules: [],
    service_areas: [
      { id: idOf(id, 'area'), service_id: id, name: one.national ? 'England' : context.authorityName },
    ],
    service_at_locations: [],
    languages: [{ id: idOf(id, 'language', 'en'), service_id: id, code: 'en', name: 'English' }],
    contacts: [],
    attributes: one.terms.map(({ tree, code, value }) => {
      const term = termOf(tree, code);
      return {
        id: idOf(id, 'attribute', tree, code),
        link_id: id,
        link_entity: 'service',
        link_type: tree,
        taxonomy_term_id: term.id,
        ...(value === undefined ? {} : { value }),
        taxonomy_term: term,
      };
    }),
  };
}

interface Checked {
  historic: boolean;
  reviewBy: string;
  source: { title: string; date: string | null };
}

/** What a machine must tell its readers first. */
function alertsOf({ historic, reviewBy, source }: Checked, today: string): string[] {
  const date = source.date ? `, ${source.date}` : '';
  return [
    ...(historic
      ? [
          `Known only from an old source (${source.title}${date}). Nobody has checked whether it is still so: ask first.`,
        ]
      : []),
    ...(reviewBy <= today ? [`This should have been checked again by ${reviewBy}.`] : []),
  ];
}

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

function scheduleRecord(serviceId: string, place: number, schedule: Schedule, times: string): FeedSchedule {
  const { days, opens, closes, starts, ends, repeats } = schedule;
  const last = ends ?? (repeats === 'once' || repeats === null ? starts : null);
  return {
    id: idOf(serviceId, 'schedule', String(place)),
    service_id: serviceId,
    ...(repeats === 'weekly' ? { freq: 'WEEKLY' as const } : {}),
    ...(repeats === 'monthly' ? { freq: 'MONTHLY' as const } : {}),
    ...(starts ? { dtstart: starts, valid_from: starts } : {}),
    ...(last ? { valid_to: last } : {}),
    ...(days.length > 0 ? { byday: days.join(',').toUpperCase() } : {}),
    ...(repeats === 'monthly' && starts ? { bymonthday: String(Number(starts.slice(8))) } : {}),
    ...(opens ? { opens_at: opens } : {}),
    ...(closes ? { closes_at: closes } : {}),
    notes: ['Times are those of England (Europe/London).', times].filter(Boolean).join(' '),
  };
}

function locationsOf(serviceId: string, { facts, where }: Service): ServiceAtLocation[] {
  const { place, accessibility } = facts;
  if (!place) return [];
  const locationId = idOf(serviceId, 'location');
  const addresses =
    place.type === 'virtual'
      ? []
      : [
          {
            id: idOf(serviceId, 'address'),
            location_id: locationId,
            address_1: place.address_1,
            city: place.city,
            state_province: place.state_province,
            postal_code: place.postal_code,
            country: place.country,
            address_type: place.type,
          },
        ];
  return [
    {
      id: idOf(serviceId, 'at'),
      service_id: serviceId,
      location_id: locationId,
      location: {
        id: locationId,
        location_type: place.type,
        name: place.type === 'virtual' ? t('services.online') : where || place.address_1,
        addresses,
        accessibility: accessibility.map((code) => ({
          id: idOf(serviceId, 'accessibility', code),
          location_id: locationId,
          description: t(`services.accesses.${code}`),
        })),
      },
    },
  ];
}

/** A service, scheme, group or event as Open Referral has it. Whom to ask is a role: no name, number or address. */
export function serviceRecord(context: FeedContext, service: Service): FeedService {
  const { facts, times } = service;
  const id = idOf(context.authorityId, 'service', facts.id);
  const role = t(`services.roles.${facts.contactRole}`);
  const access = facts.accessibility.map((code) => t(`services.accesses.${code}`)).join(', ');
  const closed = facts.status === 'temporarily closed' ? [t('services.statuses.temporarily-closed')] : [];
  const over = facts.status === 'defunct' ? [t('services.statuses.defunct')] : [];
  const made = record(context, {
    id,
    path: `services/${facts.id}`,
    name: service.title,
    paragraphs: [
      service.summary,
      `Who: ${service.who}`,
      times && `When: ${times}`,
      service.where && `Where: ${service.where}`,
      access && `Access: ${access}.`,
      `How to ask: ${service.how} Who to ask: ${role}.`,
      `Source: ${facts.source.title}${facts.source.date ? `, ${formatDay('en', facts.source.date)}` : ''}.`,
    ],
    status: facts.status,
    ages: facts.ages,
    alerts: [...over, ...closed, ...alertsOf(facts, context.today)],
    checkedOn: facts.checkedOn,
    changedAt: service.changedAt,
    national: false,
    country: false,
    terms: [
      { tree: 'need', code: facts.need },
      { tree: 'kind', code: facts.kind },
    ],
  });
  return {
    ...made,
    schedules: facts.schedules.map((schedule, place) => scheduleRecord(id, place, schedule, times)),
    service_at_locations: locationsOf(id, service),
    contacts: [{ id: idOf(id, 'contact'), service_id: id, title: role }],
  };
}
