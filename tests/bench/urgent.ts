/** npm run bench -- urgent: how many statements of danger are found, how many alarms are false, what it weighs and costs. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { dangerReader } from '../../src/lib/help/danger-match.ts';
import { wordsOf } from '../../src/lib/help/danger-text.ts';
import { dangerLists, whyDanger } from '../../src/lib/help/danger-words.ts';
import { normalisePhrase } from '../../src/lib/help/phrases.ts';
import { hasAnyPhrase, keywords } from './keywords.ts';
import { findIn, statementsOf, urgentLangs, urgentParts, type UrgentLang } from './urgent-statements.ts';

/** What the words of a language may weigh on the wire. The English ones come too once somebody mixes them in. */
const weightLimit = (lang: UrgentLang) => (lang === 'en' ? 16_000 : 12_000);
/** A keystroke at 4× slowdown has 16 ms for everything; this is ours here, on a text of 4,000 characters. */
const KEYSTROKE_LIMIT_MS = 4;
const KEYSTROKES = 200;

const say = (line: string) => process.stdout.write(`${line}\n`);
const share = (part: number) => `${(part * 100).toFixed(1).padStart(5)} %`;

function measureFound(lang: UrgentLang): void {
  const floor = keywords[lang].split(',').map(normalisePhrase);
  for (const part of urgentParts) {
    const statements = statementsOf(lang, part);
    const ours = findIn(statements, (text) => whyDanger(text, lang).length > 0);
    const theirs = findIn(statements, (text) => hasAnyPhrase(text, floor));
    say(
      `  ${lang}  ${part}  recall ${share(ours.recall)}  precision ${share(ours.precision)}   ` +
        `(${ours.hits} of ${ours.urgent} urgent, ${ours.alarms} of ${ours.calm} others)   ` +
        `plain keywords ${share(theirs.recall)} ${share(theirs.precision)}   ` +
        `ratio ${(ours.recall / theirs.recall).toFixed(2)} ${(ours.precision / theirs.precision).toFixed(2)}`,
    );
  }
}

function weightOf(lang: string): number {
  const file = new URL(`../../src/lib/help/danger-words/${lang}.json`, import.meta.url);
  return brotliCompressSync(readFileSync(file)).length;
}

/** As many characters as a message may have, typed by somebody who says nothing dangerous. */
function longText(lang: UrgentLang): string {
  const calm = statementsOf(lang, 'tuned-on').filter(
    (one) => !one.urgent && whyDanger(one.text).length === 0,
  );
  const text = calm.map((one) => one.text).join('. ');
  return text.repeat(Math.ceil(4_000 / text.length)).slice(0, 4_000);
}

function middleOf(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

function timeEach(look: (text: string) => void, text: string): number {
  const times = Array.from({ length: KEYSTROKES }, (_, place) => {
    const typed = `${text} ${'swimming'.slice(0, place % 8)}`;
    const start = performance.now();
    look(typed);
    return performance.now() - start;
  });
  return middleOf(times);
}

/** What the phone does at each keystroke, with the lists of a language and English, beside plain phrases as many. */
function measureTime(lang: UrgentLang): number {
  const langs = [...new Set<string>([lang, 'en'])];
  const lists = langs.flatMap((code) => dangerLists[code] ?? []);
  const readers = lists.map(dangerReader);
  const phrases = lists.flatMap(({ reasons }) => Object.values(reasons).flat().map(normalisePhrase));
  const text = longText(lang);
  const ours = timeEach((typed) => {
    const words = wordsOf(typed);
    for (const reasonsIn of readers) reasonsIn(words);
  }, text);
  const floor = timeEach((typed) => hasAnyPhrase(typed, phrases), text);
  const [make, half] = [
    timeEach(() => lists.forEach(dangerReader), ''),
    timeEach((typed) => readers.forEach((reasonsIn) => reasonsIn(wordsOf(typed))), text.slice(0, 2_000)),
  ];
  say(
    `  ${lang}  ${ours.toFixed(2)} ms a keystroke in 4,000 characters (${half.toFixed(2)} in 2,000)   ` +
      `${phrases.length} plain phrases ${floor.toFixed(2)} ms  ratio ${(ours / floor).toFixed(2)}   ` +
      `making the lists ready ${make.toFixed(1)} ms`,
  );
  return ours;
}

function measureMessages(): void {
  const texts = urgentLangs.flatMap((lang) => statementsOf(lang, 'tuned-on').map(({ text }) => text));
  const start = performance.now();
  for (const text of texts) whyDanger(text);
  say(`  ${((performance.now() - start) / texts.length).toFixed(3)} ms a message at screening, all lists\n`);
}

/** Prints the figures. @returns whether weights and times are within their limits; what is found is for people to judge. */
export function measureUrgent(): Promise<boolean> {
  say('Statements found and false alarms, beside a plain list of keywords:\n');
  for (const lang of urgentLangs) measureFound(lang);
  say('\nTime:\n');
  measureMessages();
  const times = urgentLangs.map(measureTime);
  say('\nWeight, compressed:\n');
  const weights = urgentLangs.map((lang) => {
    const both = lang === 'en' ? '' : `; with the English list ${weightOf(lang) + weightOf('en')} B`;
    say(`  ${lang}  ${weightOf(lang)} B, of ${weightLimit(lang)}${both}`);
    return weightOf(lang) <= weightLimit(lang);
  });
  return Promise.resolve(times.every((time) => time < KEYSTROKE_LIMIT_MS) && weights.every(Boolean));
}
