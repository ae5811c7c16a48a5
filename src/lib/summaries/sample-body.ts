import { periodIn } from '../platform/period.ts';
import { AT_THE_DESK } from '../suppression/protect.ts';
import type { SummaryDocument } from './document.ts';
import type { SummaryBody } from './summary-body.ts';

/** A small body with one of everything, for tests of what is made of it. */
export function sampleBody(rest: Partial<SummaryBody> = {}): SummaryBody {
  return {
    version: 2,
    rule: AT_THE_DESK,
    group: 'Made-up Council',
    recipients: ['A made-up board'],
    withheld: null,
    total: 40,
    themes: [
      {
        themeId: 'respect',
        title: 'Respect',
        shown: 25,
        percent: 63,
        commitments: [
          {
            commitmentId: 'listen',
            title: 'Listen',
            shown: 'c',
            standing: { kind: 'not-yet', ownerRole: 'A role', dueOn: '2026-12-01', why: 'Too few people.' },
            kept: {
              period: { id: '2026-Q1', name: 'April to June 2026' },
              total: 30,
              cells: [
                { answer: 'yes', shown: 15, percent: 50 },
                { answer: 'sometimes', shown: 'c', percent: null },
                { answer: 'no', shown: 0, percent: 0 },
              ],
            },
          },
          { commitmentId: 'home', title: 'Home', shown: 'withheld', standing: null, kept: null },
        ],
        points: ['People want to be asked first.'],
      },
      { themeId: 'care', title: 'Care', shown: 'c', percent: null, commitments: [], points: [] },
    ],
    splits: ['language'],
    names: {
      theme: { title: 'Theme', values: { respect: 'Respect', care: 'Care' } },
      language: { title: 'Language', values: { en: 'English', ar: 'Arabic' } },
    },
    tables: [
      {
        dimensions: [{ id: 'theme', values: ['respect', 'care'] }],
        withheld: null,
        cells: [
          { at: ['respect'], shown: 25 },
          { at: ['care'], shown: 'c' },
        ],
        totals: [{ at: [null], shown: 40 }],
      },
      {
        dimensions: [{ id: 'language', values: ['en', 'ar'] }],
        withheld: null,
        cells: [
          { at: ['en'], shown: 35 },
          { at: ['ar'], shown: 5 },
        ],
        totals: [{ at: [null], shown: 40 }],
      },
      {
        dimensions: [
          { id: 'theme', values: ['respect', 'care'] },
          { id: 'language', values: ['en', 'ar'] },
        ],
        withheld: 'would-identify',
        cells: [{ at: ['respect', 'en'], shown: 'withheld' }],
        totals: [{ at: [null, null], shown: 'withheld' }],
      },
    ],
    earlier: [
      {
        which: 'before',
        period: { id: '2026-Q1', name: 'April to June 2026' },
        total: 30,
        themes: [
          { themeId: 'respect', shown: 10 },
          { themeId: 'care', shown: 20 },
        ],
      },
    ],
    decisions: [
      {
        slug: 'asked-first',
        state: 'we-did',
        said: 'You want to be asked.',
        answer: 'We ask now.',
        dueOn: '2026-08-01',
        publishedAt: '2026-08-01T09:00:00.000Z',
        rate: { yesPercent: 50, total: 20 },
      },
      {
        slug: 'open',
        state: 'open',
        said: 'You want more visits.',
        answer: null,
        dueOn: '2026-12-01',
        publishedAt: null,
        rate: null,
      },
    ],
    equity: [
      {
        breakdown: 'language',
        countedOn: '2026-03-31',
        source: 'A made-up return',
        groups: [
          { value: 'en', voicesPercent: 88, peoplePercent: 75, verdict: 'about' },
          { value: 'ar', voicesPercent: 13, peoplePercent: 25, verdict: 'less' },
        ],
      },
    ],
    ...rest,
  };
}

export function sampleDocument(body = sampleBody(), authority = 'Manchester'): SummaryDocument {
  return {
    authority,
    summary: {
      summaryId: 's',
      template: 'board',
      period: periodIn('2026-Q2'),
      state: 'published',
      version: 1,
      body,
      madeBy: 'maker-id',
      madeAt: '2026-10-02T09:00:00.000Z',
      publishedAt: '2026-10-05T09:00:00.000Z',
    },
    notes: [{ text: 'One point was about Care.', writtenAt: '2026-10-09T09:00:00.000Z' }],
  };
}
