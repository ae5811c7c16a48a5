import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dangerReasons, readPhrase, type DangerList, type DangerReason } from './danger-list.ts';
import { dangerReader } from './danger-match.ts';
import { wordsOf } from './danger-text.ts';
import { dangerLists } from './danger-words.ts';

/** From the weakest mark to the strongest: a phrase is only made needless by one that counts at least as much. */
const STRENGTH = ['half', 'soft', 'plain', 'always'];

/** What somebody could write to say a phrase: each of its choices once, the others being the first of theirs. */
function examplesOf(phrase: string, { sets }: DangerList): string[] {
  return readPhrase(phrase, sets).flatMap(({ steps: sign, near = [] }) => {
    const steps = [...sign, ...near];
    const firsts = steps.map(({ choices }) => choices[0] ?? '');
    return steps
      .flatMap(({ choices }, place) => choices.map((choice) => firsts.with(place, choice)))
      .map((words) => words.join(' ').replaceAll('*', ''));
  });
}

const strengthOf = (phrase: string, { sets }: DangerList) =>
  STRENGTH.indexOf(readPhrase(phrase, sets)[0]?.force ?? 'plain');

/** The list with nothing but some phrases of one reason, all of them plain. */
const only = (list: DangerList, reason: DangerReason, phrases: string[]): DangerList => ({
  ...list,
  reasons: { [reason]: phrases.map((phrase) => phrase.replace(/^[!?~]/, '')) },
  ...{
    harmless: [],
    about: [],
    fiction: [],
    past: [],
    now: [],
    not: '',
    through: '',
    notAfter: '',
    leaning: { words: {}, from: 1 },
  },
});

function needless(list: DangerList, reason: DangerReason): string[] {
  const phrases = list.reasons[reason] ?? [];
  return phrases.filter((phrase, place) => {
    const others = phrases.filter(
      (other, at) => at !== place && strengthOf(other, list) >= strengthOf(phrase, list),
    );
    const reader = dangerReader(only(list, reason, others));
    return examplesOf(phrase, list).every((text) => reader(wordsOf(text)).length > 0);
  });
}

function unreachable(list: DangerList, reason: DangerReason): string[] {
  const reader = dangerReader(list);
  return (list.reasons[reason] ?? []).filter(
    (phrase) =>
      !phrase.startsWith('~') &&
      !examplesOf(phrase, list).some((text) => reader(wordsOf(text)).includes(reason)),
  );
}

test('every file of words is one that is looked through', () => {
  const files = readdirSync(new URL('./danger-words', import.meta.url)).map((name) =>
    name.replace('.json', ''),
  );
  expect(files.sort()).toEqual(Object.keys(dangerLists).sort());
});

describe.each(Object.entries(dangerLists))('the list %s', (_, list) => {
  test('finds something of each reason', () => {
    expect(dangerReasons.filter((reason) => !list.reasons[reason]?.length)).toEqual([]);
  });

  test('has no phrase that others find anyway', () => {
    expect(dangerReasons.flatMap((reason) => needless(list, reason))).toEqual([]);
  });

  test('has no phrase that cannot be found', () => {
    expect(dangerReasons.flatMap((reason) => unreachable(list, reason))).toEqual([]);
  });

  test('says no excuse twice, and names no set that nothing uses', () => {
    for (const phrases of [list.harmless, list.about, list.fiction, list.past, list.now]) {
      expect(phrases.filter((phrase, place) => phrases.indexOf(phrase) !== place)).toEqual([]);
    }
    const all = JSON.stringify([list.reasons, list.harmless]);
    expect(Object.keys(list.sets).filter((name) => !new RegExp(`@${name}\\b`).test(all))).toEqual([]);
  });
});
