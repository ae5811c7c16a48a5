import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  readAuthorities,
  readNational,
  type AuthorityFiles,
  type WordsFile,
} from '../../src/commands/content-files.ts';
import type { EntitlementFacts } from '../../src/lib/offer/entitlement.ts';

const national = await readNational();
const authorities = await readAuthorities();

type Fields = Record<string, string>;

const ofAuthority = (id: string): AuthorityFiles => {
  const found = authorities.find(({ settings }) => settings.id === id);
  if (!found) throw new Error(`There is no authority ${id}.`);
  return found;
};

const repeated = (ids: string[]) => ids.filter((id, place) => ids.indexOf(id) !== place);
const idsOf = (offer: EntitlementFacts[]) => offer.map(({ id }) => id);

/** Every piece of a words file by its kind and id: what the app looks words up by. */
function piecesOf(words: WordsFile | undefined): Record<string, Fields> {
  const pieces: Record<string, Fields> = {};
  if (words?.authority) pieces.authority = words.authority;
  for (const [key, fields] of Object.entries(words?.sources ?? {})) pieces[`source ${key}`] = fields;
  for (const [id, theme] of Object.entries(words?.promise ?? {})) {
    pieces[`theme ${id}`] = { title: theme.title, summary: theme.summary };
    for (const [commitment, fields] of Object.entries(theme.commitments))
      pieces[`commitment ${id}/${commitment}`] = fields;
  }
  for (const [id, fields] of Object.entries(words?.offer ?? {})) pieces[`entitlement ${id}`] = fields;
  return pieces;
}

/** Every piece that the files without words speak of. */
function neededBy({ settings, promise, offer }: AuthorityFiles): string[] {
  return [
    'authority',
    ...Object.keys(settings.sources).map((key) => `source ${key}`),
    ...promise.themes.flatMap(({ id, commitments }) => [
      `theme ${id}`,
      ...commitments.map((commitment) => `commitment ${id}/${commitment.id}`),
    ]),
    ...offer.map(({ id }) => `entitlement ${id}`),
  ];
}

const FIELDS: Record<string, string> = {
  authority: 'children commitmentWord groupName name promiseIntro promiseName themeWord',
  source: 'title',
  theme: 'summary title',
  commitment: 'meaning title',
  entitlement: 'how note summary title who',
};

describe('what was promised', () => {
  const shapeOf = (id: string) =>
    ofAuthority(id).promise.themes.map(({ kind, commitments }) => `${kind} ${commitments.length}`);

  test('Manchester has four themes of six, seven, five and three', () => {
    expect(shapeOf('manchester')).toEqual(['theme 6', 'theme 7', 'theme 5', 'theme 3']);
  });

  test('Cheshire East has five outcomes and a charter of seven', () => {
    const shape = shapeOf('cheshire-east');
    expect(shape.filter((theme) => theme.startsWith('outcome'))).toHaveLength(5);
    expect(shape.filter((theme) => !theme.startsWith('outcome'))).toEqual(['charter 7']);
  });

  test('Warrington has six outcomes and seven principles', () => {
    const shape = shapeOf('warrington');
    expect(shape.filter((theme) => theme.startsWith('outcome'))).toHaveLength(6);
    expect(shape.filter((theme) => !theme.startsWith('outcome'))).toEqual(['principles 7']);
  });

  test('there are these three authorities', () => {
    expect(authorities.map(({ settings }) => settings.id)).toEqual([
      'cheshire-east',
      'manchester',
      'warrington',
    ]);
  });
});

describe('what the country gives', () => {
  test('is forty entitlements, none twice', () => {
    expect(national.offer).toHaveLength(40);
    expect(repeated(idsOf(national.offer))).toEqual([]);
    expect(repeated(national.offer.map(({ ref }) => ref))).toEqual([]);
  });

  test.each(['en', 'ar'] as const)('has words for each in %s, and for nothing else', (lang) => {
    expect(Object.keys(piecesOf(national.words[lang])).sort()).toEqual(
      idsOf(national.offer)
        .map((id) => `entitlement ${id}`)
        .sort(),
    );
  });
});

describe.each(authorities.map((files) => ({ name: files.settings.name, files })))('$name', ({ files }) => {
  const commitments = files.promise.themes.flatMap((theme) => theme.commitments);

  test.each(['en', 'ar'] as const)('has words for every piece in %s, and for nothing else', (lang) => {
    expect(Object.keys(piecesOf(files.words[lang])).sort()).toEqual(neededBy(files).sort());
  });

  test('has words in every language it says it has', () => {
    expect(Object.keys(files.words).sort()).toEqual([...files.settings.languages].sort());
  });

  test('has no entitlement twice, nor one that the country has', () => {
    expect(repeated(idsOf([...national.offer, ...files.offer]))).toEqual([]);
  });

  test('has no theme, commitment or reference twice', () => {
    expect(repeated(files.promise.themes.map(({ id }) => id))).toEqual([]);
    expect(repeated(commitments.map(({ id }) => id))).toEqual([]);
    expect(repeated([...commitments, ...files.offer].map(({ ref }) => ref))).toEqual([]);
  });

  test('rests every commitment on a source it names', () => {
    const unknown = commitments.filter(({ source }) => !(source.key in files.settings.sources));
    expect(unknown).toEqual([]);
  });

  test('names no source that nothing rests on', () => {
    const titles = files.offer.map(({ source }) => source.title);
    const used = Object.entries(files.settings.sources).filter(
      ([key, { title }]) => commitments.some(({ source }) => source.key === key) || titles.includes(title),
    );
    expect(used.map(([key]) => key)).toEqual(Object.keys(files.settings.sources));
  });

  test('shows of what is historic when it was so, or says that nobody dated it', () => {
    const historic = files.offer.filter((one) => one.historic);
    expect(historic.length).toBeGreaterThan(0);
    const vague = historic.filter(({ source }) => source.title === '' || source.date === '');
    expect(idsOf(vague)).toEqual([]);
  });
});

const wordsFiles = [
  { place: 'national', words: national.words },
  ...authorities.map(({ settings, words }) => ({ place: settings.id, words })),
];

describe.each(wordsFiles)('the words of $place', ({ words }) => {
  const [english, arabic] = [piecesOf(words.en), piecesOf(words.ar)];

  test('have the same fields in both languages, those the app shows', () => {
    for (const [piece, fields] of Object.entries(english)) {
      const shown = FIELDS[piece.split(' ')[0] ?? ''];
      expect([piece, Object.keys(fields).sort().join(' ')]).toEqual([piece, shown]);
      expect([
        piece,
        Object.keys(arabic[piece] ?? {})
          .sort()
          .join(' '),
      ]).toEqual([piece, shown]);
    }
  });

  test('are empty in Arabic only where the English is', () => {
    const differing = Object.entries(english).flatMap(([piece, fields]) =>
      Object.entries(fields)
        .filter(([field, text]) => (text.trim() === '') !== ((arabic[piece]?.[field] ?? '').trim() === ''))
        .map(([field]) => `${piece} ${field}`),
    );
    expect(differing).toEqual([]);
  });

  test('leave nothing empty but a note', () => {
    const empty = [...Object.entries(english), ...Object.entries(arabic)].flatMap(([piece, fields]) =>
      Object.entries(fields)
        .filter(([field, text]) => text.trim() === '' && field !== 'note')
        .map(([field]) => `${piece} ${field}`),
    );
    expect(empty).toEqual([]);
  });

  test('are Arabic in Arabic', () => {
    const latin = Object.entries(arabic).filter(
      ([piece, { title }]) =>
        title !== undefined && !piece.startsWith('source') && !/\p{Script=Arabic}/u.test(title),
    );
    expect(latin).toEqual([]);
  });
});

const everyOffer = [national.offer, ...authorities.map(({ offer }) => offer)].flat();

describe('every entitlement', () => {
  const PARTIAL_DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

  test('has a source with a day, month or year, or none at all', () => {
    const undated = everyOffer.filter(({ source }) => source.date !== null && !PARTIAL_DAY.test(source.date));
    expect(idsOf(undated)).toEqual([]);
  });

  test('was checked on a day, and not before its source was written', () => {
    const wrong = everyOffer.filter(
      ({ checkedOn, source }) => !/^\d{4}-\d\d-\d\d$/.test(checkedOn) || (source.date ?? '') > checkedOn,
    );
    expect(idsOf(wrong)).toEqual([]);
  });

  test('that is law names the law', () => {
    expect(idsOf(everyOffer.filter(({ kind, law }) => kind === 'law' && law === null))).toEqual([]);
  });

  test('has amounts and ages the right way round', () => {
    const reversed = everyOffer.filter(
      ({ amount, ages }) =>
        (amount?.min ?? 0) > (amount?.max ?? Infinity) || (ages?.from ?? 0) >= (ages?.to ?? Infinity),
    );
    expect(idsOf(reversed)).toEqual([]);
  });

  test('with an amount has one, and is for somebody', () => {
    const empty = everyOffer.filter(
      ({ amount, who }) =>
        who.length === 0 || (amount !== null && amount.min === null && amount.max === null),
    );
    expect(idsOf(empty)).toEqual([]);
  });

  test('links to a page over https', () => {
    const links = everyOffer.flatMap(({ source }) => source.url ?? []);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });
});

describe('no seed', () => {
  const EMAIL = /[\w.+-]+@[\w-]+\.\w+/;
  const PHONE = /(?<!\d)(?:\+44|0044|0)[\s().-]*(?:\d[\s().-]*){9,10}(?!\d)/;
  const files = readdirSync('seeds', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const latin = (text: string) =>
    text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

  test.each(files)('%s has an e-mail address or a telephone number in it', (name) => {
    const text = latin(readFileSync(`seeds/${name}`, 'utf8'));
    expect(text.match(EMAIL)).toBeNull();
    expect(text.match(PHONE)).toBeNull();
  });

  test('would hide one from these patterns', () => {
    expect(['ask jo@example.gov.uk', 'x@y.z'].every((text) => EMAIL.test(text))).toBe(true);
    const numbers = [
      'call 0161 234 5001',
      '+44 161 234 5001',
      '07700 900123',
      '(0161) 234-5001',
      latin('٠١٦١ ٢٣٤ ٥٠٠١'),
    ];
    expect(numbers.filter((text) => !PHONE.test(text))).toEqual([]);
    expect(PHONE.test('from 2018 to 2021, £3,000, 2026-11-22')).toBe(false);
  });
});
