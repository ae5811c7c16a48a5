import { expect, test } from 'vitest';
import { defaultJargon } from './default-jargon.ts';
import { findJargon } from './find-jargon.ts';

const terms = [
  { term: 'placement', plain: 'home' },
  { term: 'placement breakdown', plain: 'having to move' },
  { term: 'LAC', plain: 'in care' },
  { term: 'care plan', plain: 'your plan' },
  { term: 'multi-agency', plain: 'together' },
  { term: 'C++ (form)', plain: 'a form' },
];
const found = (text: string, names?: string[]) => findJargon(text, terms, names).map(({ term }) => term);

test.each([
  ['Your placement is good.', ['placement']],
  ['PLACEMENT! And placements.', ['placement']],
  ['You are lac.', ['LAC']],
  ['LACs', ['LAC']],
  ['A place, a lack, a black cat, displacement, placemental.', []],
  ['Your care\nplan and your care-plan', ['care plan']],
  ['A multi agency and a multi‑agency meeting', ['multi-agency']],
  ['Fill in C++ (form).', ['C++ (form)']],
  ['A LAC with a care plan in a placement', ['LAC', 'care plan', 'placement']],
  ['After the placement breakdown', ['placement breakdown']],
  ['After the placement breakdown, another placement', ['placement breakdown', 'placement']],
  ['', []],
])('%j has %j', (text, expected) => expect(found(text)).toEqual(expected));

test('words of names are not checked', () => {
  expect(found('Ask Mrs Lac about it.')).toEqual([]);
  expect(found('Ask Mina Lac about it.', ['Mina Lac'])).toEqual([]);
  expect(found('Ask Mina Lac about LAC.', ['Mina Lac'])).toEqual(['LAC']);
  expect(found('Dr said LAC', [''])).toEqual(['LAC']);
  expect(found('Ask Made-up Lac (IRO) of LAC', ['Made-up Lac (IRO)'])).toEqual(['LAC']);
});

test('it says how often, as it was written first, and what to write', () => {
  expect(findJargon('Placements. Another placement.', terms)).toEqual([
    { term: 'placement', plain: 'home', written: 'Placements', times: 2 },
  ]);
});

test('a list may hold an empty line', () => {
  expect(findJargon('anything', [{ term: ' ', plain: '' }])).toEqual([]);
});

test('the list that authorities begin with has twenty terms, each once, whose plain words are plain', () => {
  expect(new Set(defaultJargon.map(({ term }) => term.toLowerCase())).size).toBe(20);
  for (const { plain } of defaultJargon)
    expect([plain, findJargon(plain, defaultJargon)]).toEqual([plain, []]);
});
