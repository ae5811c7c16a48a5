import type { Service, ServiceFacts } from '../../src/lib/offer/service.ts';

type Schedule = ServiceFacts['schedules'][number];

/** A made-up schedule: nothing is known but what is given. */
export const aSchedule = (rest: Partial<Schedule> = {}): Schedule => ({
  days: [],
  opens: null,
  closes: null,
  starts: null,
  ends: null,
  repeats: null,
  ...rest,
});

/** The facts of a made-up event that is on. */
export const someFacts = (rest: Partial<ServiceFacts> = {}): ServiceFacts => ({
  id: 'film-night',
  ref: 'TEST-1',
  kind: 'event',
  need: 'people-rights',
  status: 'active',
  ages: { from: 10, to: 18 },
  schedules: [],
  place: null,
  accessibility: [],
  contactRole: 'participation-worker',
  entitlements: [],
  source: { title: 'Made up for a test', section: null, date: '2026' },
  checkedOn: '2026-06-22',
  reviewBy: '2027-05-22',
  historic: false,
  confidence: 'high',
  ...rest,
});

export const someWords = (rest: Record<string, string> = {}) => ({
  title: 'Film night',
  summary: 'We watch a film.',
  who: 'Children in care.',
  how: 'Ask your worker.',
  ...rest,
});

export const aService = (facts: Partial<ServiceFacts> = {}, words: Record<string, string> = {}): Service => ({
  facts: someFacts(facts),
  ...someWords(),
  where: '',
  times: '',
  textLang: 'en',
  stale: false,
  changedAt: '2026-11-20T09:30:00.000Z',
  ...words,
});
