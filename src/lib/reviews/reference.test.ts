import { describe, expect, test } from 'vitest';
import { reviewReferenceFault } from './reference.ts';

describe('the reference of a series', () => {
  test.each(['MX-4102', 'mx-4102', 'R1', '1234567', 'LAC/2041', '20417', 'AB12345', 'P-1042'])(
    'takes %s',
    (one) => {
      expect(reviewReferenceFault(one)).toBeNull();
    },
  );

  test.each([
    ['', /Give the reference/],
    ['Made Up', /name/],
    ['Made-Up', /name/],
    ['O’Made Up', /name/],
    ['MADEUP-12', /name/],
    ['Mad3upname', /name/],
    ['made@up.example', /e-mail/],
    ['14/03/2012', /date/],
    ['14-3-12', /date/],
    ['14 March 2012', /date/],
    ['14.03.2012', /date/],
    ['2012-03-14', /date/],
    ['14032012', /date/],
    ['20120314', /date/],
    ['140312', /date/],
    ['MADE', /digit/],
    ['MX 4102', /spaces/],
    ['X', /2 to 16/],
    ['1'.repeat(17), /2 to 16/],
  ])('refuses %s and says why', (one, why) => {
    expect(reviewReferenceFault(one)).toMatch(why);
  });
});
