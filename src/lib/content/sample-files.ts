const bytes = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What is not sure is to be looked at again within three months. */
function plusThreeMonths(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 90);
  return date.toISOString().slice(0, 10);
}

/**
 * A small authority to begin with, without a fault: one heading with two statements and one entitlement, each to be
 * written over. What is not known says so: confidence is low and nobody has confirmed that it is in force.
 */
export function sampleFiles(slug: string, today: string): Record<string, string> {
  const name = slug
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
  const source = {
    title: `${name}: our promise to children in care`,
    publisher: `${name} Council`,
    date: null,
  };
  const from = { key: 'promise', section: null };
  return {
    'authority.json': bytes({
      id: slug,
      name,
      languages: ['en'],
      group: { id: 'children-in-care-council' },
      stageDays: { screening: 1, moderation: 5, sharing: 10, deciding: 20, checkBack: 30 },
      sources: { promise: source },
    }),
    'promise.json': bytes({
      themes: [
        {
          id: 'listening',
          kind: 'theme',
          commitments: [
            { id: 'ask-you', ref: '1a', source: from },
            { id: 'tell-you-why', ref: '1b', source: from },
          ],
        },
      ],
    }),
    'offer.json': bytes({
      entitlements: [
        {
          id: 'setting-up-home',
          ref: 'L1',
          need: 'money',
          rules: [
            {
              validFrom: null,
              validTo: null,
              who: ['former-relevant'],
              ages: { from: 18, to: 25 },
              conditions: [],
              amount: null,
            },
          ],
          law: null,
          kind: 'policy',
          inForce: 'unknown',
          historic: false,
          owedBy: 'council-that-cared',
          source: { title: source.title, section: null, date: null },
          checkedOn: today,
          reviewBy: plusThreeMonths(today),
          confidence: 'low',
        },
      ],
    }),
    'measures.json': bytes({ measures: [] }),
    'services.json': bytes({ services: [] }),
    'en.json': bytes({
      authority: {
        name,
        promiseName: 'Our promise',
        promiseIntro: 'This is what we promise children in care and care leavers.',
        children: 'children in care and care leavers',
        groupName: 'Children in Care Council',
        themeWord: 'theme',
        commitmentWord: 'promise',
      },
      sources: { promise: { title: 'Our promise to children in care' } },
      promise: {
        listening: {
          title: 'We listen',
          summary: 'You have a say in what happens to you.',
          commitments: {
            'ask-you': {
              title: 'We will ask what you think.',
              meaning: 'Before adults choose for you, they ask you first.',
            },
            'tell-you-why': {
              title: 'We will tell you why.',
              meaning: 'If the answer is no, you hear the reason.',
            },
          },
        },
      },
      offer: {
        'setting-up-home': {
          title: 'Money to set up your home',
          summary: 'This is money for the things your first home needs.',
          who: 'Care leavers who move into a home of their own.',
          how: 'Ask your personal adviser before you move.',
          bring: '',
          note: '',
        },
      },
    }),
  };
}
