import { expect, test } from 'vitest';
import type { Measure } from './measure.ts';
import { slugOf, themesOf } from './measured-theme.ts';
import type { Theme } from './promise.ts';

const theme = (themeId: string) => ({ themeId }) as Theme;
const measure = (id: string, of: string | null) => ({ facts: { id, theme: of } }) as Measure;

test('figures are under their theme in the order of the promise, and the whole council is last', () => {
  const found = themesOf(
    [theme('respect'), theme('charter'), theme('care')],
    [measure('a', null), measure('b', 'care'), measure('c', 'respect'), measure('d', 'care')],
  );
  expect(found.map(({ slug, measures }) => [slug, measures.map(({ facts }) => facts.id)])).toEqual([
    ['respect', ['c']],
    ['care', ['b', 'd']],
    ['whole-council', ['a']],
  ]);
});

test('a theme without figures, and a council without figures of its own, are left out', () => {
  expect(themesOf([theme('charter')], [])).toEqual([]);
});

test('the address of a theme is its own name', () => {
  expect([slugOf('care'), slugOf(null)]).toEqual(['care', 'whole-council']);
});
