import { describe, expect, test } from 'vitest';
import { readNational } from '../../src/lib/content/files.server.ts';
import type { Entitlement } from '../../src/lib/offer/entitlement.ts';
import { entitlementRecord } from '../../src/lib/offer/open-referral/entitlement-record.ts';
import { serviceRecord } from '../../src/lib/offer/open-referral/service-record.ts';
import { serviceFaults, serviceSchema } from '../support/open-referral.ts';
import { shippedAuthorities } from '../support/shipped.ts';

const uuid = (number: number) => `ac148810-d857-441c-9679-${String(number).padStart(12, '0')}`;

/** A service that has everything the schema knows, each once. */
const whole = () => ({
  id: uuid(1),
  name: 'A made-up service',
  status: 'active',
  organization: {
    id: uuid(2),
    name: 'A made-up council',
    description: 'It is made up.',
    organization_identifiers: [{ id: uuid(3), identifier_type: 'made-up', identifier: '1' }],
  },
  schedules: [{ id: uuid(4), freq: 'WEEKLY', byday: 'MO,TU', opens_at: '08:00' }],
  service_areas: [{ id: uuid(5) }],
  service_at_locations: [
    {
      id: uuid(6),
      location: {
        id: uuid(7),
        location_type: 'physical',
        addresses: [
          {
            id: uuid(8),
            address_1: '1 Nowhere Street',
            city: 'Madeupton',
            state_province: 'Nowhereshire',
            postal_code: 'ZZ99 3WZ',
            country: 'GB',
            address_type: 'physical',
          },
        ],
        accessibility: [{ id: uuid(9) }],
      },
    },
  ],
  languages: [{ id: uuid(10), code: 'en', name: 'English' }],
  funding: [{ id: uuid(11) }],
  cost_options: [{ id: uuid(12) }],
  contacts: [{ id: uuid(13), title: 'Your worker' }],
  attributes: [{ id: uuid(14), taxonomy_term: { id: uuid(15), name: 'Money', description: 'About money.' } }],
});

interface Node {
  required?: string[];
  properties?: Record<string, Node>;
  items?: Node;
  $ref?: string;
}

const definitions = serviceSchema.definitions as Record<string, Node>;
const resolved = (node: Node): Node => (node.$ref ? definitions[node.$ref.split('/').at(-1)!]! : node);

/** Every place of the schema where a field is required: the way to the object, and the field. */
function* requirements(node: Node, path: string[] = []): Generator<{ path: string[]; field: string }> {
  const { required = [], properties = {}, items } = resolved(node);
  for (const field of required) yield { path, field };
  for (const [name, child] of Object.entries(properties)) yield* requirements(child, [...path, name]);
  if (items) yield* requirements(items, [...path, '0']);
}

const required = [...requirements(serviceSchema as Node)].map(({ path, field }) => ({
  path,
  field,
  name: [...path, field].join('.'),
}));

describe('our schema of the profile', () => {
  test('takes a service that has everything', () => {
    expect(serviceFaults(whole())).toEqual([]);
  });

  test('asks for what the profile asks for', () => {
    const asked = Object.entries(definitions).map(([name, one]) => [name, one.required?.join(' ')]);
    expect((serviceSchema as Node).required).toEqual(['id', 'name', 'status']);
    expect(Object.fromEntries(asked)).toEqual({
      organization: 'id name description',
      organization_identifier: 'id identifier_type identifier',
      schedule: 'id',
      service_area: 'id',
      service_at_location: 'id location',
      location: 'id location_type',
      address: 'id address_1 city state_province postal_code country address_type',
      accessibility: 'id',
      language: 'id',
      funding: 'id',
      cost_option: 'id',
      contact: 'id',
      attribute: 'id taxonomy_term',
      taxonomy_term: 'id name description',
    });
    expect(required.length).toBe(32);
  });

  test.each(required)('refuses one without $name', ({ path, field }) => {
    const service = whole();
    let place = service as unknown as Record<string, unknown>;
    for (const step of path) place = place[step] as Record<string, unknown>;
    expect(place).toHaveProperty(field);
    Reflect.deleteProperty(place, field);
    expect(serviceFaults(service).join()).toContain(field);
  });

  test.each<[string, object]>([
    ['an id that is no UUID', { id: 'drop-in' }],
    ['another status', { status: 'historic' }],
    ['no name', { name: '' }],
    ['an address that is none', { url: 'somewhere' }],
    ['a day that is none', { assured_date: '2026-13-01' }],
    ['a time that is none', { last_modified: 'yesterday' }],
    ['an age in words', { minimum_age: 'sixteen' }],
    ['another frequency', { schedules: [{ id: uuid(4), freq: 'DAILY' }] }],
    [
      'another kind of place',
      { service_at_locations: [{ id: uuid(6), location: { id: uuid(7), location_type: 'moon' } }] },
    ],
  ])('refuses %s', (_, broken) => {
    expect(serviceFaults({ ...whole(), ...broken })).not.toEqual([]);
  });
});

const national = await readNational();
const authorities = shippedAuthorities;
const EMAIL_OR_NUMBER = /@|(?<!\d)0(?:[ -]?\d){9,10}(?!\d)/;

describe.each(authorities.map((files) => ({ name: files.settings.name, files })))('$name', ({ files }) => {
  const context = {
    authorityId: files.settings.id,
    authorityName: files.settings.name,
    origin: 'https://example.org',
    today: '2026-11-22',
  };
  const changedAt = '2026-11-22T09:00:00.000Z';
  const offer = [
    ...national.offer.map((facts) => ({ facts, scope: 'national' as const, words: national.words })),
    ...files.offer.map((facts) => ({ facts, scope: 'authority' as const, words: files.words })),
  ].map(({ facts, scope, words }) => {
    const fields = words.en?.offer[facts.id];
    return entitlementRecord(context, { facts, scope, textLang: 'en', ...fields } as Entitlement, changedAt);
  });
  const services = files.services.map((facts) => {
    const fields = { where: '', times: '', ...files.words.en!.services[facts.id]! };
    return serviceRecord(context, { facts, textLang: 'en', stale: false, changedAt, ...fields });
  });
  const feed = [...services, ...offer];

  test('is right by the schema, every service and entitlement of it', () => {
    expect(feed.length).toBe(40 + files.offer.length + files.services.length);
    expect(feed.flatMap((one) => serviceFaults(one).map((fault) => `${one.name}: ${fault}`))).toEqual([]);
  });

  test('has no id twice', () => {
    const ids = feed.flatMap((one) => [
      one.id,
      ...one.attributes.map(({ id }) => id),
      ...one.schedules.map(({ id }) => id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names nobody, and no number or e-mail address', () => {
    for (const one of feed)
      expect([one.name, EMAIL_OR_NUMBER.test(one.description)]).toEqual([one.name, false]);
  });

  test('says of nothing old that it runs, and of each such thing that nobody has checked', () => {
    const old = feed.filter(({ alert }) => alert?.includes('old source'));
    expect(old.length).toBeGreaterThan(5);
    expect(old.filter(({ status }) => status === 'active')).toEqual([]);
    expect(services.every((one) => one.status !== 'active' && one.alert)).toBe(true);
  });

  test('never says that what one gets is what one pays', () => {
    expect(feed.filter((one) => 'cost_options' in one)).toEqual([]);
    const grants = feed.filter(({ attributes }) =>
      attributes.some(({ taxonomy_term: { code } }) => code === 'grant'),
    );
    expect(grants.length).toBeGreaterThan(0);
    for (const { description } of grants)
      expect(description).toMatch(/£[\d,.]+.* \(checked on \d{4}-\d\d-\d\d\)/);
  });
});
