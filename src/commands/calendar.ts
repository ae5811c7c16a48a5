/**
 * Writes src/lib/i18n/calendar.json from the CLDR data of the Node that runs it: month names, date patterns and list words.
 * Phones lack this data for eight of our languages and fall back to US English without a word.
 * Run: npm run calendar
 */
import { writeFileSync } from 'node:fs';
import { allLangs, languages } from '../lib/i18n/languages.ts';

const part = (parts: Intl.DateTimeFormatPart[], type: string) =>
  parts.find((p) => p.type === type)?.value ?? '';

const tables = Object.fromEntries(
  allLangs.map((lang) => {
    const locale = `${languages[lang].intl}-u-ca-gregory-nu-latn`;
    const format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const months = Array.from({ length: 12 }, (_, month) =>
      part(format.formatToParts(new Date(Date.UTC(2026, month, 22))), 'month'),
    );
    const pattern = format
      .formatToParts(new Date(Date.UTC(2026, 10, 22)))
      .filter(({ type }) => type !== 'era')
      .map(({ type, value }) => (['day', 'month', 'year'].includes(type) ? `{${type}}` : value))
      .join('')
      .trim();
    const list = new Intl.ListFormat(languages[lang].intl, { style: 'long', type: 'conjunction' });
    const between = (items: string[]) =>
      list
        .formatToParts(items)
        .filter(({ type }) => type === 'literal')
        .map(({ value }) => value);
    // A language that puts something after the last item too cannot be joined: it gets plain commas.
    const closes = list.formatToParts(['a', 'b']).at(-1)?.type === 'literal';
    const [and = ' '] = between(['a', 'b']);
    const [comma = ', ', lastComma = and] = between(['a', 'b', 'c']);
    const joined = closes
      ? { pair: comma, middle: comma, last: comma }
      : { pair: and, middle: comma, last: lastComma };
    return [lang, { months, pattern, list: joined }];
  }),
);

// Corrections where CLDR is thin or misleads (checked against facts: Sorani and Kurmanji lists fall back to English;
// Tigrinya gives an Ethiopic month name for a Gregorian month).
Object.assign(tables.cy!.list, { pair: ' a ', last: ' a ' });
Object.assign(tables.ckb!.list, { pair: ' و ', middle: '، ', last: ' و ' });
tables.ti!.months = [
  'ጃንዩወሪ',
  'ፌብሩወሪ',
  'ማርች',
  'ኤፕሪል',
  'ሜይ',
  'ጁን',
  'ጁላይ',
  'ኦገስት',
  'ሴፕቴምበር',
  'ኦክቶበር',
  'ኖቬምበር',
  'ዲሴምበር',
];

writeFileSync(new URL('../lib/i18n/calendar.json', import.meta.url), `${JSON.stringify(tables, null, 2)}\n`);
