import { expect, test } from 'vitest';
import { lookAgain } from './look-again.ts';
import { markWords } from './mark.ts';
import { startFromTheirWords, tickedIn } from './start-text.ts';

const begin = (words: string, lang = 'en', typed: Record<string, string> = {}) =>
  startFromTheirWords([markWords('one', words, lang)], { redact: '1', ...typed }).text;

test.each([
  ['My brother Kieron shouts.', 'My brother shouts.'],
  ['Kieron shouts.', 'Someone shouts.'],
  ['My dog called Biscuit died.', 'My dog died.'],
  ['Miss Okafor left. Jade too.', 'Someone left. Someone too.'],
  ["It is Kieron's room.", "It is someone's room."],
  ['I live in Salford.', 'I live in a place.'],
  ['At my Oakwood High School', 'At my school'],
  ['They moved me on 12 March.', 'They moved me one day.'],
  ['It is every Tuesday at 4.', 'It is every week.'],
  ['Not seen since 3/4/2026.', 'Not seen since then.'],
  ['Ring 07700 900123 or a@example.org', 'Ring a phone number or an email address'],
  ['Nothing in it', 'Nothing in it'],
])('%s', (words, without) => {
  expect(begin(words)).toBe(without);
});

test('reads well in the other languages too', () => {
  expect(begin('أخي يوسف في بولتون', 'ar')).toBe('أخي في مكان ما');
  expect(begin('mój brat Kuba krzyczy', 'pl')).toBe('mój brat krzyczy');
  expect(begin('ሓወይ ሚካኤል ኣሎ', 'ti')).toBe('ሓወይ ኣሎ');
});

test('only what is ticked is taken out, and what is added, however it is written', () => {
  const marked = markWords('one', 'Kieron and Jade like wobbling.', 'en');
  const [kieron] = [...tickedIn([marked], {})];
  expect(startFromTheirWords([marked], { redact: '1', chosen: '1', take: kieron ?? '' }).text).toBe(
    'Someone and Jade like wobbling.',
  );
  expect(begin('The WOBBLE is far, wobbles are not.', 'en', { added: 'wobble, far' })).toBe(
    'The something is something, wobbles are not.',
  );
});

test('what somebody wrote by themselves stays; what was begun before is begun anew', () => {
  expect(begin('Kieron shouts.', 'en', { text: 'Mine.' })).toBe('Mine.\n\nSomeone shouts.');
  expect(begin('Kieron shouts.', 'en', { text: 'Old.', started: 'Old.' })).toBe('Someone shouts.');
  expect(startFromTheirWords([], { text: 'Mine.' })).toEqual({ text: 'Mine.' });
});

test('a point is looked at once more, and what was looked at is not asked again', () => {
  expect(lookAgain({ text: 'Young people want to be asked before they move.' })).toBeNull();
  const asked = lookAgain({ text: 'Ask  Kieron  in Salford.' });
  expect(asked?.again.looked).toBe('kieron|salford');
  expect(asked?.again.pieces.filter(({ kind }) => kind)).toEqual([
    { text: 'Kieron', kind: 'name' },
    { text: 'Salford', kind: 'place' },
  ]);
  expect(lookAgain({ text: 'Ask Kieron in Salford.', looked: 'kieron|salford' })).toBeNull();
  expect(lookAgain({ text: 'Ask Kieron and Zainab.', looked: 'kieron|salford' })).not.toBeNull();
});
