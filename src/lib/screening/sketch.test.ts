import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyRingFrom } from '../sealing/key-ring.server.ts';
import { alikeBy, likeness, sketchOf } from './sketch.ts';
import { keepableSketch, readSketch } from './sketch.server.ts';

const keyed = (feature: string) => createHmac('sha256', 'a key').update(feature).digest();
const sketch = (text: string) => {
  const made = sketchOf(text, keyed);
  if (!made) throw new Error(`Too little is said: ${text}`);
  return made;
};
const share = (one: string, other: string) => likeness(sketch(one), sketch(other));

/** Made-up pairs: two young people, one thing. */
const alike: [string, string, string][] = [
  [
    'en',
    'Nobody asked me before they moved me to a new house',
    'they moved me to a new house and nobody asked me first',
  ],
  [
    'en',
    'The wifi is so slow at my placement I cant do my homework',
    "wifi at our house is really slow, can't do homework on it",
  ],
  [
    'en',
    'my social worker keeps changing, had 4 this year',
    "I've had four social workers this year, they keep changing",
  ],
  ['ar', 'لم يسألني أحد قبل أن أنتقل إلى بيت آخر', 'نقلوني إلى بيت آخر ولم يسألني أحد'],
  [
    'ar',
    'الإنترنت في البيت بطيء جدا ولا أستطيع أن أعمل واجباتي',
    'انترنت البيت بطيء ولا استطيع عمل الواجبات',
  ],
  ['ar', 'أريد أن أرى أختي الصغيرة أكثر', 'أريد رؤية أختي الصغيرة كل أسبوع'],
  [
    'pl',
    'Nikt mnie nie zapytał, zanim mnie przenieśli do nowego domu',
    'Przenieśli mnie do nowego domu i nikt nie zapytał mnie o zdanie',
  ],
  [
    'pl',
    'Internet w domu jest bardzo wolny i nie mogę odrabiać lekcji',
    'Mamy za wolny internet w domu, nie da się odrabiać lekcji',
  ],
  ['pl', 'Chcę częściej widywać moją siostrę', 'chciałabym częściej widywać się z siostrą'],
  ['ti', 'ናብ ሓድሽ ገዛ ቅድሚ ምግዓዘይ ዝሓተተኒ የለን', 'ዝኾነ ሰብ ከይሓተተኒ ናብ ሓድሽ ገዛ ኣግዒዞምኒ'],
  ['ti', 'ኢንተርነት ኣብ ገዛና ብጣዕሚ ቀርፋፍ ስለ ዝኾነ ዕዮ ገዛይ ክሰርሕ ኣይክእልን', 'ኢንተርነት ገዛና ቀርፋፍ እዩ ዕዮ ገዛ ክሰርሕ ኣይክእልን'],
  ['ti', 'ንሓፍተይ ብተደጋጋሚ ክርእያ ይደሊ', 'ንሓፍተይ ኩሉ ሰሙን ክርእያ ይደሊ ኣለኹ'],
];

describe('messages that say the same', () => {
  test.each(alike)('in %s are shown together: %s', (_, one, other) => {
    expect(alikeBy(share(one, other))).not.toBeNull();
  });

  test('and no two that say different things, in the same language or another', () => {
    const said = alike.flatMap(([lang, one, other], about) => [
      { about, lang, text: one },
      { about, lang, text: other },
    ]);
    const wrong = said.flatMap((one, place) =>
      said
        .slice(place + 1)
        .filter(({ about, text }) => about !== one.about && alikeBy(share(one.text, text)) !== null)
        .map(({ text }) => `${one.text} | ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  test('are very alike where hardly a word differs, whatever the case, the marks and the spelling of a letter', () => {
    expect(
      alikeBy(share('NOBODY asked me, before they moved me!!', 'nobody asked me before they moved me')),
    ).toBe('very');
    expect(share('أُريدُ رؤية أختي الصغيرة', 'اريد رؤيه اختي الصغيره')).toBe(1);
    expect(share('Zażółć gęślą jaźń, kolego', 'zazolc gesla jazn kolego')).toBe(1);
  });
});

describe('a sketch', () => {
  test('is of the same size however long the text, and there is none of too little', () => {
    expect(sketch('word '.repeat(800) + 'another something else entirely').length).toBe(72);
    for (const text of ['', 'hi', '😀 😀', 'I want to', 'نعم'])
      expect([text, sketchOf(text, keyed)]).toEqual([text, null]);
  });

  test('means nothing under another key: of the same words, hardly a hash is the same', () => {
    const other = sketchOf(alike[0]?.[1] ?? '', (feature) =>
      createHmac('sha256', 'another key').update(feature).digest(),
    );
    expect(likeness(sketch(alike[0]?.[1] ?? ''), other ?? '')).toBeLessThan(0.1);
  });

  test('as it is stored differs between authorities, and one of an old key is not read', () => {
    const [a, b] = ['a', 'b'].map((letter) => letter.repeat(43)) as [string, string];
    const ring = keyRingFrom({ active: 'one', keys: { one: a, two: b } });
    const rotated = keyRingFrom({ active: 'two', keys: { one: a, two: b } });
    const words = 'Nobody asked me before they moved me';
    const stored = keepableSketch(ring, 'manchester', words);
    expect(stored).not.toBe(keepableSketch(ring, 'warrington', words));
    expect(readSketch(ring, stored)).toHaveLength(72);
    expect(readSketch(rotated, stored)).toBeNull();
    expect(readSketch(ring, null)).toBeNull();
  });
});
