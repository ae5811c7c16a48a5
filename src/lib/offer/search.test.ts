import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naughty } from '../../../tests/support/naughty.ts';
import { readAuthorities, readNational } from '../content/files.server.ts';
import type { Lang } from '../i18n/languages.ts';
import { translator } from '../i18n/translator.ts';
import { needs } from './entitlement.ts';
import { fold } from './fold.ts';
import { Search, SEARCH_MAX, SHOW_AT_MOST, type SearchEntry } from './search.ts';
import { searchEntries, searchWords } from './search-words.ts';

const national = await readNational();
const authorities = await readAuthorities();

/** Everything that young people of an authority can get, in a language. */
function offerOf(authority: string, lang: Lang): SearchEntry[] {
  const files = authorities.find(({ settings }) => settings.id === authority)!;
  const entitlements = [national, files].flatMap(({ offer, words }) =>
    offer.map((facts) => {
      const { title = '', summary = '' } = words[lang]?.offer[facts.id] ?? {};
      const empty = { who: '', how: '', bring: '', note: '', stale: false };
      return { scope: 'national' as const, facts, title, summary, ...empty, textLang: lang };
    }),
  );
  return searchEntries(translator(lang), lang, entitlements);
}

const idsFor = (search: Search<SearchEntry>, typed: string) => search.find(typed).entries.map(({ id }) => id);
const english = new Search(offerOf('warrington', 'en'));

describe('in English', () => {
  test.each([
    ['bursary', 'bursary-16-to-19'],
    ['univercity', 'university-bursary'],
    ['unversity', 'university-bursary'],
    ['passprot', 'passport'],
    ['pasport', 'passport'],
    ['aprenticeshop', 'apprenticeship-help'],
    ['prescritpion', 'free-prescriptions'],
    ['homless', 'homeless-18-to-20'],
    ['Counsil Tax', 'council-tax'],
    ['tax council', 'council-tax'],
  ])('the slip %j finds %s', (typed, id) => expect(idsFor(english, typed)).toContain(id));

  test.each([
    ['rent', 'private-rent-help'],
    ['uni', 'university-bursary'],
    ['driving', 'driving-lessons'],
    ['broke', 'allowance-while-waiting'],
    ['phone', 'care-leaver-covenant'],
    ['dentist', 'free-nhs-care-for-care-leavers'],
    ['visa', 'help-if-you-came-alone'],
    ['bed', 'setting-up-home'],
    ['baby', 'care-to-learn'],
    ['sad', 'mental-health-six-weeks'],
  ])('young people’s own word %j finds %s', (typed, id) => expect(idsFor(english, typed)).toContain(id));

  test('a word is found from its first letters on', () => {
    for (const end of [3, 4, 5, 6, 7, 8])
      expect(idsFor(english, 'passport'.slice(0, end))).toContain('passport');
    for (const end of [6, 7, 8]) expect(idsFor(english, 'pasport'.slice(0, end))).toContain('passport');
  });

  test('short words must be right: one slip from four letters on, two from eight', () => {
    const search = new Search([
      { id: 'short', title: 'bed', summary: '', words: '', need: '' },
      { id: 'four', title: 'rent', summary: '', words: '', need: '' },
      { id: 'eight', title: 'furniture', summary: '', words: '', need: '' },
    ]);
    expect(idsFor(search, 'bad')).toEqual([]);
    expect(idsFor(search, 'rant')).toEqual(['four']);
    expect(idsFor(search, 'rnat')).toEqual([]);
    expect(idsFor(search, 'furnetare')).toEqual(['eight']);
    expect(idsFor(search, 'fornetare')).toEqual([]);
  });

  test('a whole sentence finds what has most of its words', () => {
    expect(idsFor(english, 'how do i get my driving licence please')[0]).toBe('driving-lessons');
  });

  test.each(['xqzvwk', 'asdfghjk', '????', '', '   ', '🙂🙂', '<>'])('%j finds nothing', (typed) =>
    expect(english.find(typed)).toEqual({ entries: [], count: 0 }),
  );

  test('no more than fit on a screen are shown, and the count is of all', () => {
    const found = english.find('help');
    expect(found.entries).toHaveLength(SHOW_AT_MOST);
    expect(found.count).toBeGreaterThan(SHOW_AT_MOST);
  });

  test('what is longer than anybody means is cut, and still looked for', () => {
    expect(idsFor(english, `passport ${'x'.repeat(100_000)}`)).toContain('passport');
    expect(idsFor(english, `${'x'.repeat(SEARCH_MAX)} passport`)).toEqual([]);
  });
});

describe('in other languages', () => {
  test.each<[Lang, string, string]>([
    ['ar', 'إيجار', 'private-rent-help'],
    ['ar', 'ايجار', 'private-rent-help'],
    ['ar', 'الإيجار', 'private-rent-help'],
    ['ar', 'والإيجار', 'private-rent-help'],
    ['ar', 'جامعه', 'higher-education-bursary'],
    ['ar', 'الجامعية', 'higher-education-bursary'],
    ['ar', 'مستشار', 'personal-adviser'],
    ['ar', 'مستشرك', 'personal-adviser'],
    ['ar', 'visa', 'immigration-help'],
    ['pl', 'stypendium', 'higher-education-bursary'],
    ['pl', 'stypedium', 'higher-education-bursary'],
    ['pl', 'uczelnia', 'higher-education-bursary'],
    ['pl', 'lozko', 'setting-up-home-allowance'],
    ['pl', 'ŁÓŻKO', 'setting-up-home-allowance'],
    ['pl', 'skarge', 'make-a-complaint'],
    ['pl', 'rent', 'private-rent-help'],
    ['ti', 'ገዛ', 'setting-up-home-allowance'],
    ['ti', 'ውልቃዊ ኣማኻሪ', 'personal-adviser'],
    ['ti', 'ዉልቃዊ አማኻሪ', 'personal-adviser'],
    ['ti', 'ዩኒቨርስቲ', 'higher-education-bursary'],
    ['ti', 'ኅጻን', 'care-to-learn'],
    ['ti', 'ሕፃን', 'care-to-learn'],
    ['ti', 'passport', 'immigration-help'],
  ])('%s: %j finds %s', (lang, typed, id) => {
    expect(idsFor(new Search(offerOf('manchester', lang)), typed)).toContain(id);
  });

  test.each<Lang>(['ar', 'pl', 'ti'])('%s: nonsense finds nothing', (lang) => {
    const search = new Search(offerOf('manchester', lang));
    for (const typed of ['ظظظظظظ', 'zzqqxxww', 'ፐፐፐፐፐ']) expect(idsFor(search, typed)).toEqual([]);
  });
});

describe('whatever is written', () => {
  test.each<Lang>(['en', 'ar', 'pl', 'ti'])('%s: a title typed whole is among the first three', (lang) => {
    for (const { settings } of authorities) {
      if (!settings.languages.includes(lang)) continue;
      const entries = offerOf(settings.id, lang);
      const search = new Search(entries);
      for (const { id, title } of entries) expect(idsFor(search, title).slice(0, 3)).toContain(id);
    }
  });

  test('a made-up title typed whole is among the first three, in whatever letters', () => {
    const title = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => fold(text) !== '' && [...text].length <= SEARCH_MAX);
    const titles = fc.uniqueArray(title, { selector: fold, minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(titles, (all) => {
        const search = new Search(
          all.map((one) => ({ id: one, title: one, summary: all.join(' '), words: '', need: '' })),
        );
        for (const one of all) expect(idsFor(search, one).slice(0, 3)).toContain(one);
      }),
    );
  });

  test('one letter wrong, missing, doubled or swapped in a word of a title still finds it', () => {
    const entries = offerOf('manchester', 'en');
    const search = new Search(entries);
    const words = entries.flatMap(({ id, title }) =>
      [...new Set(fold(title).split(' '))].filter((word) => word.length >= 4).map((word) => ({ id, word })),
    );
    const slip = fc.constantFrom('wrong', 'missing', 'doubled', 'swapped');
    fc.assert(
      fc.property(fc.constantFrom(...words), slip, fc.nat(), ({ id, word }, kind, at) => {
        const place = at % (word.length - 1);
        const [before, here, next, after] = [
          word.slice(0, place),
          word[place]!,
          word[place + 1]!,
          word.slice(place + 2),
        ];
        const typed = {
          wrong: `${before}q${next}${after}`,
          missing: `${before}${next}${after}`,
          doubled: `${before}${here}${here}${next}${after}`,
          swapped: `${before}${next}${here}${after}`,
        }[kind];
        // A missing letter can leave a word of three, which must be right.
        fc.pre(typed.length >= 4);
        const all = new Search(entries.filter((entry) => entry.id === id));
        expect(idsFor(all, typed)).toEqual([id]);
        expect(search.find(typed).count).toBeGreaterThan(0);
      }),
    );
  });

  test('nothing throws, and what is found has its words unchanged', () => {
    const odd = naughty.map((text, place) => ({
      id: `${place}`,
      title: text,
      summary: text,
      words: text,
      need: text,
    }));
    const search = new Search(odd);
    const look = (typed: string) => {
      const { entries, count } = search.find(typed);
      expect(entries.length).toBeLessThanOrEqual(Math.min(count, SHOW_AT_MOST));
      for (const entry of entries) expect(entry).toBe(odd[Number(entry.id)]);
      english.find(typed);
    };
    naughty.forEach(look);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), look));
    expect(new Search([]).find('rent')).toEqual({ entries: [], count: 0 });
  });
});

test('other words are kept for needs and entitlements that there are, and each language has all needs', () => {
  const ids = new Set<string>([
    ...needs,
    ...[national, ...authorities].flatMap(({ offer }) => offer.map(({ id }) => id)),
  ]);
  for (const words of Object.values(searchWords)) {
    expect(Object.keys(words).filter((name) => !ids.has(name))).toEqual([]);
    expect(Object.keys(words)).toEqual(expect.arrayContaining([...needs]));
  }
});
