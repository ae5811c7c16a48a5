import { expect, test } from 'vitest';
import type { Typed } from '../platform/forms.ts';
import { parseEvidence } from './evidence.ts';

const TODAY = '2026-07-06';
const right: Typed = { 'words-en': 'The new rota is up.', happenedOn: '2026-07-01' };
const parse = (typed: Typed) => parseEvidence({ ...right, ...typed }, ['en', 'ar'], TODAY);
const faultsOf = (typed: Typed) => {
  const parsed = parse(typed);
  return 'faults' in parsed ? Object.keys(parsed.faults) : [];
};

test('a sentence and a day are enough, and it is not public unless somebody says so', () => {
  expect(parse({})).toEqual({
    evidence: { words: { en: 'The new rota is up.' }, link: null, happenedOn: '2026-07-01', isPublic: false },
  });
  const open = { link: 'https://example.org/rota', public: 'yes', 'words-ar': 'الجدول' };
  expect(parse(open)).toMatchObject({
    evidence: { words: { ar: 'الجدول' }, link: 'https://example.org/rota', isPublic: true },
  });
});

test.each<[string, Typed, string]>([
  ['no sentence', { 'words-en': ' ' }, 'words-en'],
  ['no day', { happenedOn: '' }, 'happenedOn'],
  ['a day to come', { happenedOn: '2026-07-07' }, 'happenedOn'],
  ['a day that does not exist', { happenedOn: '2026-02-30' }, 'happenedOn'],
  ['an address that is not sealed', { link: 'http://example.org' }, 'link'],
  ['an address that runs', { link: 'javascript:alert(1)' }, 'link'],
  ['an address with a name and a password', { link: 'https://a:b@example.org' }, 'link'],
  ['no address at all', { link: 'see the rota' }, 'link'],
  ['an endless address', { link: `https://example.org/${'a'.repeat(500)}` }, 'link'],
])('refuses %s', (_, typed, field) => {
  expect(faultsOf(typed)).toEqual([field]);
});
