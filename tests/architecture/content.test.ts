import { describe, expect, test } from 'vitest';
import { readNational, type AuthorityFiles } from '../../src/lib/content/files.server.ts';
import type { EntitlementFacts } from '../../src/lib/offer/entitlement.ts';
import { conflictsAmong } from '../../src/lib/promise/measure.ts';
import { spokenLangs } from '../../src/lib/i18n/translator.ts';
import { neededBy, piecesOf } from './pieces.ts';
import { shippedAuthorities } from '../support/shipped.ts';

const national = await readNational();
const authorities = shippedAuthorities;

const ofAuthority = (id: string): AuthorityFiles => {
  const found = authorities.find(({ settings }) => settings.id === id);
  if (!found) throw new Error(`There is no authority ${id}.`);
  return found;
};

const repeated = (ids: string[]) => ids.filter((id, place) => ids.indexOf(id) !== place);
const idsOf = (offer: EntitlementFacts[]) => offer.map(({ id }) => id);

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

  test.each(spokenLangs)('has words for each in %s, and for nothing else', (lang) => {
    expect(Object.keys(piecesOf(national.words[lang])).sort()).toEqual(
      idsOf(national.offer)
        .map((id) => `entitlement ${id}`)
        .sort(),
    );
  });
});

describe.each(authorities.map((files) => ({ name: files.settings.name, files })))('$name', ({ files }) => {
  const commitments = files.promise.themes.flatMap((theme) => theme.commitments);

  test.each(spokenLangs)('has words for every piece in %s, and for nothing else', (lang) => {
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
    expect(repeated([...commitments, ...files.measures, ...files.offer].map(({ ref }) => ref))).toEqual([]);
  });

  test('has no measure twice, nor one of a theme, a commitment or a source that is not there', () => {
    const { measures, promise, settings } = files;
    expect(measures.length).toBeGreaterThan(0);
    expect(repeated(measures.map(({ id }) => id))).toEqual([]);
    const themes = promise.themes.map(({ id }) => id);
    const lost = measures.filter(
      ({ theme, commitments: beside, source, points }) =>
        (theme !== null && !themes.includes(theme)) ||
        beside.some((id) => !commitments.some((commitment) => commitment.id === id)) ||
        [source, ...points.flatMap((point) => point.source ?? [])].some(
          ({ key }) => !(key in settings.sources),
        ),
    );
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  test('explains every measure that contradicts itself, and no measure that it does not call odd', () => {
    const unexplained = files.measures.filter(
      ({ points, oddity }) => conflictsAmong(points).size > 0 && !oddity,
    );
    expect(unexplained.map(({ id }) => id)).toEqual([]);
    const english = files.words.en?.measures ?? {};
    const odd = files.measures.filter(({ oddity }) => oddity).map(({ id }) => id);
    expect(Object.keys(english).filter((id) => english[id]?.oddity)).toEqual(odd);
  });

  test('says of each figure that contradicts a dated one which it is', () => {
    const lost = files.measures.filter(({ points }) =>
      points.some(
        ({ against, kind, period }) =>
          against !== undefined &&
          (period !== null || !points.some((other) => other.kind === kind && other.period === against)),
      ),
    );
    expect(lost.map(({ id }) => id)).toEqual([]);
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

  test('rests every service on a source, and names entitlements that there are', () => {
    const known = idsOf([...national.offer, ...files.offer]);
    const wrong = files.services.filter(
      ({ source, entitlements }) => source.title === '' || entitlements.some((id) => !known.includes(id)),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(files.services.length).toBeGreaterThan(10);
  });

  test('gives no address of a service that its source does not have', () => {
    expect(files.services.filter(({ place }) => place !== null)).toEqual([]);
  });

  test('says of no service from an old paper alone that it runs today', () => {
    const claimed = files.services.filter(({ historic, status }) => historic && status === 'active');
    expect(claimed.map(({ id }) => id)).toEqual([]);
  });

  test('shows of what is historic when it was so, or says that nobody dated it', () => {
    const historic = files.offer.filter((one) => one.historic);
    expect(historic.length).toBeGreaterThan(0);
    const vague = historic.filter(({ source }) => source.title === '' || source.date === '');
    expect(idsOf(vague)).toEqual([]);
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
    const reversed = everyOffer.filter(({ rules }) =>
      rules.some(
        ({ amount, ages }) =>
          (amount?.min ?? 0) > (amount?.max ?? Infinity) || (ages?.from ?? 0) >= (ages?.to ?? Infinity),
      ),
    );
    expect(idsOf(reversed)).toEqual([]);
  });

  test('with an amount has one', () => {
    const empty = everyOffer.filter(({ rules }) =>
      rules.some(({ amount }) => amount !== null && amount.min === null && amount.max === null),
    );
    expect(idsOf(empty)).toEqual([]);
  });

  test('links to a page over https', () => {
    const links = everyOffer.flatMap(({ source }) => source.url ?? []);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });
});
