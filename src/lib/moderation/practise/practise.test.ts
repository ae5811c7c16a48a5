import { describe, expect, test } from 'vitest';
import { soundsLikeDanger } from '../../help/danger-words.ts';
import { POINT_MAX } from '../point.ts';
import { practiseMessages, practiseNumber, readChosen } from './practise.ts';

describe('the messages to practise on', () => {
  test('are about twenty, of every kind there is to decide', () => {
    expect(practiseMessages.length).toBeGreaterThanOrEqual(20);
    const passed = practiseMessages.flatMap((one) => (one.screen === 'pass' ? [one] : []));
    expect(practiseMessages.length - passed.length).toBeGreaterThanOrEqual(3);
    expect([...new Set(passed.map(({ share }) => share))].sort()).toEqual(
      ['could-show-who', 'not-about-council', 'own-matter', 'said-already', 'yes'].sort(),
    );
    expect(new Set(practiseMessages.map(({ id }) => id)).size).toBe(practiseMessages.length);
  });

  test.each(practiseMessages.map((one) => ({ ...one })))('$id: what is to be taken out is in it', (one) => {
    if (one.screen === 'hold') return;
    expect(one.parts.filter(({ text }) => !one.words.includes(text))).toEqual([]);
    expect(one.points).toHaveLength(3);
    expect(one.points.filter(({ text }) => text.length > POINT_MAX)).toEqual([]);
    const good = one.points.filter((point) => point.good);
    expect(good.length).toBe(one.share === 'could-show-who' ? 0 : 1);
    const left = one.parts.filter(({ out }) => out).map(({ text }) => text);
    expect(good.filter(({ text }) => left.some((word) => text.includes(word)))).toEqual([]);
  });

  test('those to hold are folded, and sound like danger to the words list too', () => {
    const held = practiseMessages.filter(({ screen }) => screen === 'hold');
    expect(held.every(({ warnings }) => warnings.length > 0)).toBe(true);
    expect(held.filter(({ words }) => !soundsLikeDanger(words)).map(({ id }) => id)).toEqual([]);
  });
});

describe('a choice', () => {
  test('needs the first question, and no other', () => {
    expect(readChosen({})).toBeNull();
    expect(readChosen({ screen: 'made-up' })).toBeNull();
    expect(readChosen({ screen: 'hold' })).toEqual({
      screen: 'hold',
      parts: [],
      theme: '',
      point: '',
      share: '',
    });
    expect(readChosen({ screen: 'pass', parts: '0 2' })?.parts).toEqual(['0', '2']);
  });

  test('is about a message that there is', () => {
    expect(['2', '0', '-1', '9999', 'x', null].map(practiseNumber)).toEqual([2, 1, 1, 1, 1, 1]);
    expect(practiseNumber(String(practiseMessages.length))).toBe(practiseMessages.length);
  });
});
