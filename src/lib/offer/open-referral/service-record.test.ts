import { describe, expect, test } from 'vitest';
import { serviceFaults } from '../../../../tests/support/open-referral.ts';
import { aSchedule, aService } from '../../../../tests/support/services.ts';
import type { Entitlement, EntitlementFacts } from '../entitlement.ts';
import { entitlementRecord } from './entitlement-record.ts';
import { serviceRecord } from './service-record.ts';

const context = {
  authorityId: 'manchester',
  authorityName: 'Manchester',
  origin: 'https://example.org',
  today: '2026-11-22',
};
const elsewhere = { ...context, authorityId: 'warrington', authorityName: 'Warrington' };
const CHANGED = '2026-11-20T09:30:00.000Z';

function anEntitlement(
  facts: Partial<EntitlementFacts> = {},
  scope: Entitlement['scope'] = 'national',
): Entitlement {
  return {
    scope,
    stale: false,
    facts: {
      id: 'a-grant',
      ref: 'TEST-1',
      need: 'money',
      rules: [
        {
          validFrom: null,
          validTo: '2026-12-01',
          who: ['former-relevant'],
          ages: { from: 18, to: 25 },
          conditions: [],
          amount: { min: 2000, max: 2000, period: 'once' },
        },
      ],
      law: null,
      kind: 'policy',
      inForce: 'yes',
      historic: false,
      owedBy: 'council-that-cared',
      source: { title: 'A made-up page', section: null, date: '2026' },
      checkedOn: '2026-11-01',
      reviewBy: '2027-05-01',
      confidence: 'high',
      ...facts,
    },
    title: 'A grant',
    summary: 'Money.',
    who: 'Care leavers.',
    how: 'Ask.',
    bring: '',
    note: '',
    textLang: 'en',
  };
}

const record = (facts: Partial<EntitlementFacts> = {}, at = context) =>
  entitlementRecord(at, anEntitlement(facts), CHANGED);

describe('an entitlement in the feed', () => {
  test('has its ages, its last check, its change and its amount with the day it was checked', () => {
    const made = record();
    expect(made).toMatchObject({
      status: 'active',
      minimum_age: 18,
      maximum_age: 24,
      assured_date: '2026-11-01',
      last_modified: CHANGED,
      url: 'https://example.org/manchester/en/offer/a-grant',
    });
    expect(made).not.toHaveProperty('alert');
    expect(made.description).toContain('£2,000 one time (checked on 2026-11-01)');
    expect(made.attributes.map(({ taxonomy_term: { code } }) => code)).toEqual([
      'money',
      'policy',
      'former-relevant',
      'grant',
    ]);
    expect(serviceFaults(made)).toEqual([]);
  });

  test('is inactive when no rule holds on the day, and then names no amount', () => {
    const late = record({}, { ...context, today: '2026-12-01' });
    expect(late.status).toBe('inactive');
    expect(late.alert).toContain('nothing to get today');
    expect(late.description).not.toContain('£');
  });

  test.each<[string, Partial<EntitlementFacts>]>([
    ['old', { historic: true }],
    ['not in force', { inForce: 'no' }],
    ['perhaps not begun', { inForce: 'unknown' }],
  ])('that is %s is not said to be active, and says why', (_, facts) => {
    expect(record(facts).status).toBe('inactive');
    expect(record(facts).alert).toMatch(/\w/);
  });

  test('that should have been checked again says so', () => {
    expect(record({ reviewBy: '2026-11-22' }).alert).toContain('2026-11-22');
    expect(record({ reviewBy: '2026-11-23' }).alert).toBeUndefined();
  });

  test('has one id wherever it is told when the country gives it, and its own where a council does', () => {
    expect(record().id).not.toBe(record({}, elsewhere).id);
    const [here, there] = [record({ owedBy: 'country' }), record({ owedBy: 'country' }, elsewhere)];
    expect(here.id).toBe(there.id);
    expect(here.organization).toEqual(there.organization);
    expect(record().organization.name).toBe('Manchester');
  });
});

test('ids never change: whoever kept one finds the same again', () => {
  expect(serviceRecord(context, aService()).id).toBe('470f0a13-11dd-514f-a036-a6e5cb079e19');
  expect(record().id).toBe('2277ffd1-1164-51f1-9310-5b3353dc4a5a');
});

describe('a service in the feed', () => {
  test('has its place, its times and a role to ask', () => {
    const made = serviceRecord(
      context,
      aService({
        schedules: [
          aSchedule({
            days: ['mo', 'we'],
            opens: '16:00',
            closes: '17:00',
            starts: '2026-11-23',
            repeats: 'weekly',
          }),
        ],
        place: {
          type: 'physical',
          address_1: '1 Nowhere Street',
          city: 'Madeupton',
          state_province: 'Nowhereshire',
          postal_code: 'ZZ99 3WZ',
          country: 'GB',
        },
        accessibility: ['step-free'],
      }),
    );
    expect(serviceFaults(made)).toEqual([]);
    expect(made.schedules[0]).toMatchObject({
      freq: 'WEEKLY',
      byday: 'MO,WE',
      opens_at: '16:00',
      closes_at: '17:00',
    });
    expect(made.service_at_locations[0]?.location.addresses[0]).toMatchObject({
      postal_code: 'ZZ99 3WZ',
      country: 'GB',
    });
    expect(made.contacts.map((contact) => Object.keys(contact).sort())).toEqual([
      ['id', 'service_id', 'title'],
    ]);
    expect(made.languages).toMatchObject([{ code: 'en', name: 'English' }]);
  });

  test('without a place has no location, and online one without an address', () => {
    expect(serviceRecord(context, aService()).service_at_locations).toEqual([]);
    const online = serviceRecord(context, aService({ place: { type: 'virtual' } }));
    expect(online.service_at_locations[0]?.location).toMatchObject({
      location_type: 'virtual',
      addresses: [],
    });
    expect(serviceFaults(online)).toEqual([]);
  });

  test.each([
    ['defunct', 'over'],
    ['temporarily closed', 'Closed for now'],
  ] as const)('that is %s says so first', (status, word) => {
    expect(serviceRecord(context, aService({ status }))).toMatchObject({ status });
    expect(serviceRecord(context, aService({ status })).alert).toContain(word);
  });
});
