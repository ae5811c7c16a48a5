/** What people choose first when they may choose anything: words, names and keyboard rows. */
const easyStems = new Set(
  `password passw passwort letmein welcome qwerty qwertyuiop qwertyui asdfghjkl asdfgh zxcvbnm zxcvbn iloveyou
  ilovemum iloveu lovely sunshine princess football baseball basketball liverpool chelsea arsenal manchester
  manunited mancity everton rangers celtic tottenham newcastle westham leeds superman batman spiderman pokemon
  minecraft fortnite roblox dragon monkey shadow master michael jordan jessica charlie thomas ashley daniel hannah
  joshua samantha sophie chloe jasmine bailey buster hunter killer butterfly chocolate cheese cookie flower summer
  winter spring autumn starwars whatever computer internet samsung iphone android google facebook instagram
  snapchat tiktok youtube blink trustno secret hello hellohello helloworld mypassword changeme default guest admin
  administrator user test testing letmeinnow access mustang babygirl babyboy angel angels loveme lovers friends
  bestfriend family mother father sister brother purple orange yellow rainbow unicorn diamond forever
  england london cheshire cheshireeast warrington saidanddone threewords onetwothree abcdefgh abcdefghi abcdef
  abcdabcd nothing pleaseletmein idontknow dontknow`.split(/\s+/),
);

export const WORDS_MIN = 8;
export const THREE_WORDS_MAX = 100;

export type ThreeWordsFault = 'signIn.words.tooShort' | 'signIn.words.tooLong' | 'signIn.words.tooEasy';

/** Words as they are checked: as they were typed, but for how many spaces are between them. */
export function spacedOnce(typed: string): string {
  return typed.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

const letters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** What is left of a choice when the usual dressing is taken off: digits and signs at its ends, letters made signs. */
function stemsOf(words: string): string[] {
  const plain = words.toLowerCase();
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const joined = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const spoken = joined([...bare].map((letter) => letters[letter] ?? letter).join(''));
  return [joined(bare), spoken];
}

/**
 * Length decides, and that not everybody would try it first (ASVS 5.0, 6.2). No rules about signs or digits.
 * @param known what somebody who knows them would try: their nickname.
 */
export function threeWordsFault(words: string, known: readonly string[]): ThreeWordsFault | null {
  const length = [...words].length;
  if (length < WORDS_MIN) return 'signIn.words.tooShort';
  if (length > THREE_WORDS_MAX) return 'signIn.words.tooLong';
  const plain = words.toLowerCase().replace(/\s/gu, '');
  const named = known.some(
    (name) => name.length > 1 && plain.includes(name.toLowerCase().replace(/\s/gu, '')),
  );
  const few = new Set(plain).size < 4;
  const run = '01234567890123456789'.includes(plain) || '98765432109876543210'.includes(plain);
  const date = /^[\d./ -]+$/.test(words) && words.replace(/\D/g, '').length <= 8;
  const easy = stemsOf(words).some((stem) => stem === '' || easyStems.has(stem));
  return named || few || run || date || easy ? 'signIn.words.tooEasy' : null;
}

/** Three different words of a list, each as likely as any other. */
export function drawThreeWords(list: readonly string[]): string {
  const drawn = new Set<string>();
  while (drawn.size < 3) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
    // What is over the last whole round of the list is drawn again: no word is likelier.
    if (number < 2 ** 32 - (2 ** 32 % list.length)) drawn.add(list[number % list.length] ?? '');
  }
  return [...drawn].join(' ');
}
