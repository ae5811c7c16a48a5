import { expect, test } from 'vitest';
import { aimFor, readingAge } from './reading-age.ts';

test('nothing to read has no age', () => {
  for (const text of ['', '  \n ', '... – !']) expect(readingAge(text)).toBeNull();
});

test('the formula, worked out by hand', () => {
  // 1 sentence, 6 words, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59 = −1.45; never under five.
  expect(readingAge('The cat sat on the mat.')).toMatchObject({ age: 5, words: 6 });
  // 2 sentences, 10 words, 15 syllables: 0.39 × 5 + 11.8 × 1.5 − 15.59 = 4.06, and five.
  expect(readingAge('Your sister visits on Monday. Your teacher helps with reading.')).toMatchObject({
    age: 9.1,
    words: 10,
  });
});

test('long words and long sentences are for older readers', () => {
  const easy = readingAge('You will see your dad. You can call him. We will help.')!;
  const hard = readingAge(
    'The local authority will facilitate supervised familial interaction subject to an appropriate assessment of circumstances.',
  )!;
  expect(easy.age).toBeLessThan(8);
  expect(hard.age).toBeGreaterThan(16);
});

test('the three hardest sentences come first, and a word on its own is none', () => {
  const text = [
    'Accommodation',
    'You like school.',
    'We will contact the educational psychologist immediately.',
    'Your mum will ring you on Sunday.',
    'Everybody appreciated your extraordinarily considerate contribution.',
    'You can go and see the new home first with Mina and stay for tea there.',
  ].join('\n');
  const { hardest } = readingAge(text)!;
  expect(hardest.map(({ text: sentence }) => sentence.split(' ')[0])).toEqual(['Everybody', 'We', 'You']);
  expect(hardest[0]!.age).toBeGreaterThan(hardest[1]!.age);
});

test('a list without full stops is as many sentences', () => {
  const lines = 'you see your dad\nyou go to school\nyou stay here\n'.repeat(8);
  expect(readingAge(lines)!.age).toBeLessThan(7);
});

test('the aim is that of the youngest wording that came in', () => {
  expect(aimFor([])).toBe(9);
  expect(aimFor(['8-12', 'under-8'])).toBe(7);
  expect(aimFor(['13-17'])).toBe(11);
});
