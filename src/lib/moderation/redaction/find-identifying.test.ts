import { describe, expect, test } from 'vitest';
import { findIdentifying, hasWordList } from './find-identifying.ts';

const foundIn = (text: string, lang = 'en') =>
  findIdentifying(text, lang).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`);

describe('in any language', () => {
  test.each([
    ['write to tia.m@example.org.', 'email: tia.m@example.org'],
    ['its tia.m at gmail dot com', 'email: tia.m at gmail dot com'],
    ['see https://example.org/a?b=1, ok', 'link: https://example.org/a?b=1'],
    ['it is on example.co.uk/x now', 'link: example.co.uk/x'],
    ['add @tia_m.x please', 'handle: @tia_m.x'],
    ['or lil_tia_x', 'handle: lil_tia_x'],
    ['ring 07700 900 123', 'phone: 07700 900 123'],
    ['ring +44 7700 900123', 'phone: +44 7700 900123'],
    ['ring (0161) 496-0123', 'phone: (0161) 496-0123'],
    ['ring o77oo9oo123', 'phone: o77oo9oo123'],
    ['ring oh seven seven double oh nine hundred', null],
    [
      'ring oh seven seven oh oh nine oh oh one two three',
      'phone: oh seven seven oh oh nine oh oh one two three',
    ],
    ['a car, AB12 CDE', 'car-plate: AB12 CDE'],
    ['a car, ab12cde', 'car-plate: ab12cde'],
    ['a car, A123 BCD', 'car-plate: A123 BCD'],
    ['a car, ABC 123D', 'car-plate: ABC 123D'],
    ['the plate is ABC 123', 'car-plate: ABC 123'],
    ['it is 943 476 5919', 'number: 943 476 5919'],
    ['it is QQ 12 34 56 C', null],
    ['it is AB 12 34 56 C', 'number: AB 12 34 56 C'],
    ['it is LCS/20441', 'number: LCS/20441'],
    ['on 3/4/2026', 'date: 3/4/2026'],
    ['on 2026-04-03', 'date: 2026-04-03'],
    ['near m14 6xy', 'address: m14 6xy'],
    ['in SK9 now', 'address: SK9'],
  ])('%s', (text, what) => {
    expect(foundIn(text)).toEqual(what === null ? [] : [what]);
  });

  test('digits of every script are digits, and places stay what they were', () => {
    expect(foundIn('رقمي ٠٧٧٠٠٩٠٠١٢٣', 'ar')).toEqual(['phone: ٠٧٧٠٠٩٠٠١٢٣']);
    expect(foundIn('०७७००९००१२३', 'en')).toEqual(['phone: ०७७००९००१२३']);
    expect(foundIn('۰۷۷۰۰۹۰۰۱۲۳', 'fa')).toEqual(['phone: ۰۷۷۰۰۹۰۰۱۲۳']);
  });
});

describe('in English', () => {
  test.each([
    ['my brother kieron never rang', ['name: kieron']],
    ['my social worker tez never rang', ['name: tez']],
    ['My worker Ms Okonjo-Bell left', ['name: Ms Okonjo-Bell']],
    ['Xanthippe said no', ['name: Xanthippe']],
    ['I told Xanthippe no', ['name: Xanthippe']],
    ["that is Kieron's room", ['name: Kieron']],
    ['kieron and tezza left', ['name: kieron', 'name: tezza']],
    ['my friend hope left', ['name: hope']],
    ['i hope my friend left', []],
    ['we will go in the summer', []],
    ['I asked Grace', ['name: Grace']],
    ['KIERON IS MEAN TO ME', ['name: KIERON']],
    ['i go to oakwood high school', ['school: oakwood high school']],
    ['at St Mary’s Catholic Primary School', ['school: St Mary’s Catholic Primary School']],
    ['my high school is big', []],
    ['at 12 Larkhill Close', ['address: 12 Larkhill Close']],
    ['on larkhill road', ['address: larkhill road']],
    ['the staff are close', []],
    ['at Elm Lodge', ['place: Elm Lodge']],
    ['i live in wythenshawe', ['place: wythenshawe']],
    ['i live in sale', ['place: sale']],
    ['reading is fun, and the sale was good', []],
    ['on 12th of March', ['date: 12th of March']],
    ['the third of june', ['date: the third of june']],
    ['on Tuesdays at 4', ['date: Tuesdays at 4']],
    ['half past three on Monday', ['date: half past three on Monday']],
    ['on Mondays we swim', []],
    ["I'm 14 and tired", ['age: 14']],
    ["when I'm 18 and alone", []],
    ['my snap is tia.x', ['handle: tia.x']],
    ['I like Man City and English and Ramadan', []],
    ['My Social Worker told my Mum', []],
  ])('%s', (text, what) => {
    expect(foundIn(text)).toEqual(what);
  });
});

describe('in other languages', () => {
  test.each([
    ['ar', 'وأخي يوسف بعيد', ['name: يوسف']],
    ['ar', 'اسمي شقردل', ['name: شقردل']],
    ['ar', 'أسكن ببولتون', ['place: ببولتون']],
    ['ar', 'في مدرسة أوكوود', ['school: مدرسة أوكوود']],
    ['ar', 'المدرسة بعيدة', []],
    ['ar', 'عندي أمل كبير', []],
    ['ar', 'صديقتي أمل بعيدة', ['name: أمل']],
    ['ar', 'أمي وعلى جسمي', []],
    ['pl', 'rozmawiałem z marcinem', ['name: marcinem']],
    ['pl', 'powiedziałam Oldze i Kasi', ['name: Oldze', 'name: Kasi']],
    ['pl', 'pani Brzęczyszczykiewicz krzyczy', ['name: pani Brzęczyszczykiewicz']],
    ['pl', 'ani razu, a pola są ładne', []],
    ['pl', 'w Krakowie na ulicy Kwiatowej 14', ['place: Krakowie', 'address: ulicy Kwiatowej 14']],
    ['ti', 'ምስ ዮናስን ሳራን', ['name: ዮናስን ሳራን']],
    ['ti', 'ስመይ ጽጽጽ እዩ', ['name: ጽጽጽ']],
    ['ti', 'ካብ ኣስመራ መጺአ', ['place: ኣስመራ']],
    ['ti', 'ተስፋ ኣለኒ', []],
    ['ti', 'ዓርከይ ተስፋ ከይዱ', ['name: ተስፋ']],
    ['ti', 'I miss Kieron', ['name: Kieron']],
  ])('%s: %s', (lang, text, what) => {
    expect(foundIn(text, lang)).toEqual(what);
  });

  test('a language without a list gets the rules, every capital, and names that other lists know', () => {
    expect(hasWordList('sq')).toBe(false);
    expect(foundIn('vëllai im Agron banon në Bolton', 'sq')).toEqual(['name: Agron', 'place: Bolton']);
    expect(foundIn('برادرم یوسف رفت', 'fa')).toEqual(['name: یوسف']);
    expect(foundIn('__proto__ constructor', 'constructor')).toEqual(['handle: __proto__']);
  });
});

test('what overlaps is one, and nothing is beyond the text', () => {
  const text = 'x'.repeat(3_000) + ' 07700 900123 '.repeat(60) + 'Kieron'.repeat(200);
  for (const lang of ['en', 'ar', 'pl', 'ti', 'vi']) {
    const found = findIdentifying(text, lang);
    found.forEach(({ from, to }, place) => {
      expect(from).toBeGreaterThanOrEqual(found[place - 1]?.to ?? 0);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(text.length);
    });
  }
});
