import type { Service } from '../service.ts';
import { idOf } from './ids.ts';
import { termOf, type TaxonomyTerm } from './taxonomy.ts';

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

export interface FeedSchedule {
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

/** The profile's shape of what is described; what it does not say is empty. */
export function record(context: FeedContext, one: Described): FeedService {
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
export function alertsOf({ historic, reviewBy, source }: Checked, today: string): string[] {
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
