import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DangerList } from './danger-list.ts';
import { dangerReader } from './danger-match.ts';
import { wordsOf } from './danger-text.ts';

const list: DangerList = {
  leaning: { words: { '5': 'door night', '-4': 'game' }, from: 8 },
  sets: { kin: 'mum dad', me: 'me us' },
  reasons: {
    suicide: ['!want* .. die', '?suicide'],
    hit: ['hit* @me', 'punch* .. my @kin', 'bije & mnie', 'hurts me', '~belt', '~bruise*'],
    threat: ['threatened'],
    weapon: ['?knife'],
    exploitation: ['owe .. .. money', '~boss', '~flat', 'bag* + him/they'],
  },
  harmless: ['kitchen knife', 'hit* .. ball', 'hit me up'],
  not: 'not never nobody didnt nie',
  through: 'has ever once in here or',
  notAfter: 'yellen',
  about: ['lesson about', '😂'],
  fiction: ['film/game'],
  past: ['used to'],
  now: ['now .. safe'],
};
const reasonsIn = dangerReader(list);
const why = (text: string) => reasonsIn(wordsOf(text));

describe('a phrase', () => {
  test.each([
    ['as it stands', 'he hit me', ['hit']],
    ['with the end of a word', 'he hits me and is hitting us', ['hit']],
    ['with other words between', 'she punched both my mum', ['hit']],
    ['in either order', 'on mnie czesto bije', ['hit']],
    ['and in the other', 'bije on mnie', ['hit']],
    ['through marks, where nothing may stand between', 'he hit... me', ['hit']],
    ['beside another', 'threatened with a knife', ['threat', 'weapon']],
    ['in capitals and odd letters', 'HE HÍTS ＭＥ', ['hit']],
    ['with a letter held down', 'I want to diiiiie', ['suicide']],
    ['with one slip in a long word', 'he threatend me', ['threat']],
    ['with two letters swapped', 'threatneed', ['threat']],
    ['with digits and marks for letters', 'su1c1de thr3@tened', ['suicide', 'threat']],
    ['with a letter starred out', 'su*icide', ['suicide']],
    ['six words apart where it says so', 'I owe the man in the house money', ['exploitation']],
  ])('is found %s', (_, text, reasons) => {
    expect(why(text)).toEqual(reasons);
  });

  test.each([
    ['inside another word', 'a white meadow'],
    ['with too many words between', 'punch one two three four my mum'],
    ['over the end of a sentence, where words may stand between', 'I want that. Plants die'],
    ['with a slip in a short word', 'he hid me'],
    ['with its first letter wrong', 'xhreatened'],
    ['in nothing', ''],
    ['in marks alone', '🙂 ... !!!'],
  ])('is not found %s', (_, text) => {
    expect(why(text)).toEqual([]);
  });
});

describe('what excuses a phrase', () => {
  test.each([
    ['a word that denies it', 'he has never once hit me'],
    ['a word that denies it from between', 'on mnie nie bije'],
    ['a word that denies it from behind', 'hits me here yellen'],
    ['one denial for two', 'nobody hits me or hurts me'],
    ['a saying', 'hit me up later'],
    ['a saying of which it has one word', 'hit us the ball'],
    ['a lesson, for what people learn about', 'a lesson about suicide'],
    ['a lesson in the sentence before', 'We had a lesson about it. Suicide is sad.'],
    ['laughter, for what people joke about', 'give him the knife 😂'],
    ['a film', 'in the film he hits me'],
    ['the past, and safety now', 'he used to hit me. now I am safe'],
  ])('%s', (_, text) => {
    expect(why(text)).toEqual([]);
  });

  test.each([
    ['a denial of something else', 'nobody knows he hits me'],
    ['a denial before a comma', 'never, he hit me'],
    ['a denial of what always counts', 'I do not want to die'],
    ['a film, for what always counts', 'after that film I want to die'],
    ['a lesson, for what is plain', 'in the lesson about maths he hit me'],
    ['the past alone', 'he used to hit me'],
    ['safety that is not now', 'safe, he used to hit me'],
    ['a saying elsewhere', 'hit the ball, then he hit me'],
    ['a film in another sentence', 'I like that film. He hits me'],
  ])('is not %s', (_, text) => {
    expect(why(text)).not.toEqual([]);
  });
});

describe('half a sign', () => {
  test('is none alone, nor twice', () => {
    expect(why('his belt')).toEqual([]);
    expect(why('a belt and a belt')).toEqual([]);
  });

  test('is one with another half of its reason', () => {
    expect(why('the belt, and the bruises after')).toEqual(['hit']);
  });

  test('is none with half of another reason, nor far away', () => {
    expect(why('the boss has a belt')).toEqual([]);
    expect(why(`belt ${'la '.repeat(20)} bruise`)).toEqual([]);
    expect(why('A belt. It is red. A bruise.')).toEqual([]);
  });
});

test('what is written before and after harms nothing, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      why(text);
      expect(why(`${text}\n\nthreatened\n`).length).toBeGreaterThan(0);
    }),
  );
});

test('a long text is read to its end', () => {
  expect(why('want '.repeat(3_000))).toEqual([]);
  expect(why(`${'want '.repeat(3_000)}die`)).toEqual(['suicide']);
});

describe('a sign and its circumstance', () => {
  test.each(['he keeps a bag for him', 'they gave me one. Now a bag is here', 'him and the bag'])(
    '%s: meet',
    (text) => {
      expect(why(text)).toEqual(['exploitation']);
    },
  );

  test.each([
    'a bag',
    'him',
    'never once bags for him',
    `a bag ${'and so on '.repeat(6)} him`,
    'a bag. A day. Him',
  ])('%s: do not', (text) => {
    expect(why(text)).toEqual([]);
  });

  test('only the sign can be denied', () => {
    expect(why('a bag, never him')).toEqual(['exploitation']);
  });
});

describe('words that lean', () => {
  test.each(['the door at night', 'the door. the night', `${'calm '.repeat(40)} door night`])(
    '%s: come to enough',
    (text) => {
      expect(why(text)).toEqual(['not-safe']);
    },
  );

  test.each([
    'the door door door',
    'the door at night in my game',
    'the door. a day. the night',
    `door ${'calm '.repeat(40)} night`,
    'he never hits me at night by the door',
  ])('%s: do not', (text) => {
    expect(why(text)).toEqual([]);
  });

  test('say nothing where a phrase says more', () => {
    expect(why('he threatened me at the door at night')).toEqual(['threat']);
  });
});
