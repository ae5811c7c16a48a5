import { describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from '../content/files.server.ts';
import type { Entitlement, EntitlementFacts, Scope } from './entitlement.ts';
import { whoOwesWhat } from './moved.ts';

const national = (await readNational()).offer;
const authorities = await readAuthorities();

const entitlement = (scope: Scope, facts: EntitlementFacts): Entitlement => ({
  scope,
  facts,
  title: facts.id,
  summary: '',
  who: '',
  how: '',
  bring: '',
  note: '',
  textLang: 'en',
  stale: false,
});

function offerOf(slug: string): Entitlement[] {
  const files = authorities.find(({ settings }) => settings.id === slug)!;
  return [
    ...national.map((facts) => entitlement('national', facts)),
    ...files.offer.map((facts) => entitlement('authority', facts)),
  ];
}

const idsOf = (side: Entitlement[]) => side.map(({ facts }) => facts.id);

describe('from Warrington to Manchester', () => {
  const moved = whoOwesWhat(offerOf('warrington'), offerOf('manchester'));

  test('what the council owes that looked after them goes on', () => {
    expect(idsOf(moved.still)).toEqual(
      expect.arrayContaining(['personal-adviser', 'pathway-plan', 'driving-lessons']),
    );
    expect(idsOf(moved.still)).not.toContain('manchester-setting-up-home');
  });

  test('council tax goes by where they live: the one begins, the other stops', () => {
    expect(idsOf(moved.here)).toContain('manchester-council-tax');
    expect(idsOf(moved.stops)).toEqual(['council-tax']);
    expect(idsOf(moved.here)).not.toContain('council-tax');
  });

  test('what the country gives is named once', () => {
    expect(idsOf(moved.anywhere)).toContain('free-prescriptions');
    const all = [moved.still, moved.here, moved.stops, moved.anywhere].flatMap(idsOf);
    expect(all.filter((id, place) => all.indexOf(id) !== place)).toEqual([]);
  });

  test('nothing that has stopped is promised, and old plans come last', () => {
    for (const side of Object.values(moved) as Entitlement[][]) {
      expect(side.filter(({ facts }) => facts.inForce === 'no')).toEqual([]);
      const old = side.map(({ facts }) => facts.historic);
      expect(old.indexOf(true) === -1 || !old.slice(old.indexOf(true)).includes(false)).toBe(true);
    }
  });
});
