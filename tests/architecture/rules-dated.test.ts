import { describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from '../../src/lib/content/files.server.ts';
import { isPastReview, ruleOn } from '../../src/lib/offer/entitlement.ts';

const national = (await readNational()).offer;
const authorities = await readAuthorities();

/** What an entitlement is on a day: nothing, or its least and most in pounds. */
function on(day: string, id: string, authority?: string): string {
  const offer = authority ? authorities.find(({ settings }) => settings.id === authority)?.offer : national;
  const facts = offer?.find((one) => one.id === id);
  if (!facts) throw new Error(`There is no ${id}.`);
  const rule = ruleOn(facts, day);
  return rule ? `from ${rule.amount?.min} to ${rule.amount?.max}` : 'nothing';
}

describe('what changed on a day', () => {
  test('money for setting up home went from £2,000 to £3,000 on 1 April 2023', () => {
    expect(on('2023-03-31', 'setting-up-home-allowance')).toBe('from 2000 to null');
    expect(on('2023-04-01', 'setting-up-home-allowance')).toBe('from 3000 to null');
  });

  test('in Warrington it went from £1,700 to £2,000 with the strategy of 2018', () => {
    expect(on('2018-03-31', 'setting-up-home', 'warrington')).toBe('from null to 1700');
    expect(on('2018-04-01', 'setting-up-home', 'warrington')).toBe('from null to 2000');
  });

  test.each([
    ['housing-list-no-local-link', undefined, '2025-07-09', '2025-07-10'],
    ['staying-close', undefined, '2026-04-28', '2026-04-29'],
    ['not-homeless-on-purpose', undefined, '2026-04-28', '2026-04-29'],
    ['free-nhs-care-for-care-leavers', undefined, '2025-12-22', '2025-12-23'],
    ['manchester-council-tax', 'manchester', '2018-07-24', '2018-07-25'],
    ['council-tax', 'cheshire-east', '2016-03-31', '2016-04-01'],
    ['council-tax', 'warrington', '2018-03-31', '2018-04-01'],
  ])('%s (%s) was not there on %s and was on %s', (id, authority, before, from) => {
    expect(on(before, id, authority)).toBe('nothing');
    expect(on(from, id, authority)).not.toBe('nothing');
  });
});

test('what the Act of 2026 has not started does not count as in force', () => {
  const waiting = national.filter(
    ({ source }) => source.title === "Children's Wellbeing and Schools Act 2026",
  );
  expect(waiting.map(({ ref, inForce }) => `${ref} ${inForce}`)).toEqual([
    'N8 unknown',
    'N13 unknown',
    'N40 unknown',
  ]);
});

test('a check is due from its day on', () => {
  const facts = { reviewBy: '2027-04-01' };
  expect(['2027-03-31', '2027-04-01', '2027-04-02'].map((day) => isPastReview(facts, day))).toEqual([
    false,
    true,
    true,
  ]);
});
