/**
 * node tests/bench/count-leaning.ts <lang>: counts which words lean towards danger in the statements tuned on, and writes
 * them into the list of the language. A logistic regression over the beginnings of words, with small weights preferred.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { beginningOf } from '../../src/lib/help/danger-lean.ts';
import { wordsOf } from '../../src/lib/help/danger-text.ts';
import { statementsOf, urgentLangs } from './urgent-statements.ts';

const ROUNDS = 300;
const SHRINK = 0.02;
const SPEED = 4;
/** Weights smaller than this, in tenths, are not worth their bytes. */
const SMALLEST = { en: 3, ar: 2, pl: 2, ti: 2 };
/** Lower finds more and is wrong more often. In tenths, as the weights; chosen by the statements that were kept out. */
const FROM = { en: 2, ar: 6, pl: 6, ti: 6 };

const lang = urgentLangs.find((one) => one === process.argv[2]);
if (!lang) throw new Error('Say which language.');
const file = new URL(`../../src/lib/help/danger-words/${lang}.json`, import.meta.url);

const beginningsIn = (text: string) => new Set(wordsOf(text).map(({ typed }) => beginningOf(typed)));
/** People mix English in, and English statements are looked through with every list: those words are for the English one. */
const english = new Set(
  lang === 'en' ? [] : statementsOf('en', 'tuned-on').flatMap(({ text }) => [...beginningsIn(text)]),
);
const statements = statementsOf(lang, 'tuned-on').map(({ text, urgent }) => ({
  urgent,
  words: [...beginningsIn(text)].filter((word) => !english.has(word)),
}));
const urgents = statements.filter(({ urgent }) => urgent).length;
const share = (urgent: boolean) => 0.5 / (urgent ? urgents : statements.length - urgents);

const weights = new Map<string, number>();
let bias = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const slopes = new Map<string, number>();
  let slope = 0;
  for (const { urgent, words } of statements) {
    const sum = words.reduce((all, word) => all + (weights.get(word) ?? 0), bias);
    const wrong = (1 / (1 + Math.exp(-sum)) - Number(urgent)) * share(urgent);
    slope += wrong;
    for (const word of words) slopes.set(word, (slopes.get(word) ?? 0) + wrong);
  }
  for (const [word, by] of slopes) {
    const weight = weights.get(word) ?? 0;
    weights.set(word, weight - SPEED * (by + (SHRINK / 8) * weight));
  }
  bias -= (SPEED / 8) * slope;
}

const byWeight: Record<string, string> = {};
for (const [word, weight] of [...weights].sort()) {
  const tenths = Math.round(weight * 10);
  if (Math.abs(tenths) >= SMALLEST[lang])
    byWeight[`w${tenths}`] = `${byWeight[`w${tenths}`] ?? ''} ${word}`.trim();
}
const words = Object.fromEntries(Object.entries(byWeight).map(([key, value]) => [key.slice(1), value]));
const list = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
// Words nobody has counted come to nothing, so what is written must be more than that.
list['leaning'] = { words, from: Math.max(1, Math.round(FROM[lang] - bias * 10)) };
writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
