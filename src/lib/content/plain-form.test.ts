import { expect, test } from 'vitest';
import { plainForm } from './plain-form.ts';

const form = plainForm((sources) => [
  {
    legend: 'What it is',
    controls: [
      { name: 'facts.ref', label: 'Reference', as: 'text', isText: true },
      { name: 'facts.unit', label: 'Unit', as: 'text' },
      {
        name: 'facts.source.key',
        label: 'Source',
        as: 'choice',
        options: sources.map((value) => ({ value, label: value })),
      },
      { name: 'facts.target', label: 'Target', as: 'number' },
      { name: 'facts.days', label: 'Days', as: 'choices', options: [] },
      { name: 'facts.open', label: 'Open to all', as: 'tick' },
      { name: 'facts.years', label: 'By year', as: 'json' },
    ],
  },
]);

const facts = {
  id: 'x',
  ref: 'M1',
  unit: null,
  source: { key: 'plan' },
  target: 12.5,
  days: ['mon', 'tue'],
  open: true,
  years: [{ year: '2024', value: 3 }],
};

test('facts go through a plain form and come out as they were', () => {
  expect(form.fromTyped(form.toTyped(facts), 'x')).toEqual(facts);
  const empty = {
    id: 'x',
    ref: '',
    unit: null,
    source: { key: '' },
    target: null,
    days: [],
    open: false,
    years: null,
  };
  expect(form.fromTyped({}, 'x')).toEqual(empty);
  expect(form.toTyped(null)['facts.ref']).toBe('');
});

test('what is not right is kept as it was typed', () => {
  const typed = { 'facts.target': 'many', 'facts.years': '[1, 2' };
  const wrong = form.fromTyped(typed, 'x');
  expect(wrong).toMatchObject({ target: 'many', years: '[1, 2' });
  expect(form.toTyped(wrong)).toMatchObject(typed);
});
