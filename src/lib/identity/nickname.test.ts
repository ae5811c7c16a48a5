import { describe, expect, test } from 'vitest';
import { foldNickname, nicknameFault, referenceFault, tidyNickname } from './nickname.ts';

describe('a nickname', () => {
  test.each(['Jo', 'Comet 7', 'قمر', 'ኮኮብ', 'Zażółć', '🦊 Fox', 'O’Neill-x', 'area51 123'])(
    '%s can be had',
    (nickname) => expect(nicknameFault(tidyNickname(nickname))).toBeNull(),
  );

  test.each([
    ['x', 'signIn.nickname.tooShort'],
    ['- -', 'signIn.nickname.tooShort'],
    ['a'.repeat(31), 'signIn.nickname.tooLong'],
    ['me@mail', 'signIn.nickname.reachable'],
    ['call 07700 900 123', 'signIn.nickname.reachable'],
    ['٠٧٧٠٠٩٠٠١٢٣', 'signIn.nickname.reachable'],
    ['a<b>c', 'signIn.nickname.signs'],
    ['left\u202Eright', 'signIn.nickname.signs'],
    ['two\u0000three', 'signIn.nickname.signs'],
  ])('%j cannot: %s', (nickname, fault) => expect(nicknameFault(tidyNickname(nickname))).toBe(fault));

  test('cannot look like another by a capital, a space, a sign or a wide letter', () => {
    const same = ['Red Fox', 'red fox', 'REDFOX', 'red.fox', 'Ｒed-Fox'].map(foldNickname);
    expect(new Set(same).size).toBe(1);
    expect(foldNickname('Red Foxes')).not.toBe(same[0]);
  });
});

describe('a worker’s reference', () => {
  test.each(['P-1042', 'a/12', '10421'])('%s can be used', (reference) =>
    expect(referenceFault(reference)).toBeNull(),
  );

  test.each([
    '7',
    'Jo',
    'Jo Smith 2',
    '01/02/2012',
    '2012-02-01',
    '01022012',
    '20120201',
    'a'.repeat(15) + '12',
  ])('%s cannot: too short, a name, a date or too long', (reference) =>
    expect(referenceFault(reference)).not.toBeNull(),
  );
});
