import { expect, test } from 'vitest';
import { readRecordForm, rowsIn, toMend, typedOf, withoutRow, type RecordDraft } from './record-draft.ts';

const TODAY = '2026-11-22';
const action = { actionId: null, what: 'Call your dad', who: 'Mina', byOn: '2026-12-01' };
const whole: RecordDraft = { text: 'You stay here.', easy: '', actions: [action] };
const read = (typed: Record<string, string>) => {
  const read = readRecordForm(typed);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.draft;
};

test('what was typed is read, and written back as it was', () => {
  expect(read(typedOf(whole))).toEqual(whole);
  expect(read(typedOf({ ...whole, actions: [{ ...action, actionId: 'a-1' }] })).actions[0]!.actionId).toBe(
    'a-1',
  );
});

test('a draft may be kept with parts missing, and a row with nothing in it is none', () => {
  expect(
    read({ 'what.0': 'Call', 'who.0': '', 'what.1': ' ', 'who.1': '', 'by.1': '', 'who.2': 'Mina' }),
  ).toEqual({
    text: '',
    easy: '',
    actions: [
      { actionId: null, what: 'Call', who: '', byOn: null },
      { actionId: null, what: '', who: 'Mina', byOn: null },
    ],
  });
});

test.each([
  [{ 'by.0': '2026-02-30' }, ['by.0']],
  [{ 'by.0': 'next week' }, ['by.0']],
  [{ text: 'x'.repeat(8_001) }, ['text']],
  [{ 'what.0': 'x'.repeat(501), 'who.0': 'x'.repeat(101) }, ['what.0', 'who.0']],
])('%j cannot be kept', (typed, faults) => {
  const read = readRecordForm(typed as Record<string, string>);
  expect(Object.keys('faults' in read ? read.faults : {})).toEqual(faults);
});

test('however many rows somebody posts, thirty are read', () => {
  expect(rowsIn({ 'what.99': 'x' })).toBe(30);
  expect(rowsIn({ 'what.x': 'x', text: 'y' })).toBe(0);
});

test('a row that is taken out is gone, and the rows after it move up', () => {
  const typed = { text: 't', 'what.0': 'a', 'what.1': 'b', 'who.1': 'B', 'what.2': 'c', 'id.2': 'i' };
  expect(withoutRow(typed, 1)).toEqual({ text: 't', 'what.0': 'a', 'what.1': 'c', 'id.1': 'i' });
  expect(withoutRow(typed, 9)).toEqual(typed);
});

test('what must be mended before it is sent', () => {
  expect(toMend(whole, TODAY)).toEqual({});
  const actions = [
    { ...action, who: '' },
    { ...action, what: '', byOn: null },
    { ...action, byOn: '2026-11-21' },
    { ...action, byOn: TODAY },
  ];
  expect(Object.keys(toMend({ text: ' ', easy: '', actions }, TODAY))).toEqual([
    'text',
    'who.0',
    'what.1',
    'by.1',
    'by.2',
  ]);
});

test('a day that was to come when it was sent may stay when something else is changed', () => {
  const gone = { ...action, actionId: 'a-1', byOn: '2026-11-01' };
  const draft = { ...whole, actions: [gone] };
  expect(toMend(draft, TODAY, new Map([['a-1', '2026-11-01']]))).toEqual({});
  expect(Object.keys(toMend(draft, TODAY, new Map([['a-1', '2026-12-01']])))).toEqual(['by.0']);
});
