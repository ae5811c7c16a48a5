import { featuresOf } from './features.ts';
import { learn, type Example } from './linear-model.ts';
import type { TopicPhrases } from './phrases.ts';
import type { Topics } from './topics.ts';

/** The words of a theme and its commitments, in one language. */
export interface ThemeWords {
  themeId: string;
  words: string;
  commitments: readonly { commitmentId: string; words: string }[];
}

/** What people decided: a released point, which names nobody, with its theme and commitments. */
export interface Confirmed {
  themeId: string;
  commitmentIds: readonly string[];
  text: string;
}

/** All that is learnt from. */
export interface Lessons {
  promise: readonly ThemeWords[];
  topics: Topics;
  phrases: Readonly<Record<string, TopicPhrases>>;
  confirmed: readonly Confirmed[];
}

export interface Suggestion {
  themeId: string;
  /** Of that theme, likeliest first. */
  commitmentIds: string[];
  /** How likely it is, between 0 and 1. */
  chance: number;
}

export interface ThemeClassifier {
  /** Every theme, likeliest first; none where nothing in the text was ever met. */
  suggest(text: string): Suggestion[];
}

const WEIGHT = { phrase: 1, words: 0.5, promise: 0.5, confirmed: 1.5 };
/** Of a topic that stands in two places, how much goes to the first. */
const TO_FIRST = 0.8;
/** Single words that are learnt together. */
const WORDS_TOGETHER = 4;
/** A further commitment is suggested when it is at least this likely, the best being 1. */
const CLOSE_TO_BEST = 0.6;
const MOST_COMMITMENTS = 3;

interface Place {
  themeId: string;
  commitmentIds: readonly string[];
  share: number;
}

/** Where each class that can be told apart stands: topics, themes and commitments. */
function placesOf({ promise, topics, phrases }: Lessons): Map<string, Place[]> {
  const known = new Map(
    promise.map((one) => [one.themeId, one.commitments.map(({ commitmentId }) => commitmentId)]),
  );
  const places = new Map<string, Place[]>();
  for (const [topic, wanted] of Object.entries(topics)) {
    if (!Object.hasOwn(phrases, topic)) continue;
    const there = Object.entries(wanted).filter(([themeId]) => known.has(themeId));
    if (there.length === 0) continue;
    const shares = there.length === 1 ? [1] : [TO_FIRST, 1 - TO_FIRST];
    const placed = there.map(([themeId, commitmentIds], at) => ({
      themeId,
      commitmentIds: commitmentIds.filter((id) => known.get(themeId)?.includes(id)),
      share: shares[at] ?? 0,
    }));
    places.set(`topic ${topic}`, placed);
  }
  for (const [themeId, commitmentIds] of known) {
    places.set(`theme ${themeId}`, [{ themeId, commitmentIds: [], share: 1 }]);
    for (const id of commitmentIds)
      places.set(`commitment ${id}`, [{ themeId, commitmentIds: [id], share: 1 }]);
  }
  return places;
}

interface Lesson {
  text: string;
  of: readonly string[];
  weight: number;
}

function lessonsIn({ promise, topics, phrases, confirmed }: Lessons): Lesson[] {
  const told = Object.entries(phrases)
    .filter(([topic]) => Object.hasOwn(topics, topic))
    .flatMap(([topic, { words, phrases: said }]) => {
      const of = [`topic ${topic}`];
      const single = words.split(' ').filter(Boolean);
      const groups = Array.from({ length: Math.ceil(single.length / WORDS_TOGETHER) }, (_, at) =>
        single.slice(at * WORDS_TOGETHER, (at + 1) * WORDS_TOGETHER).join('. '),
      );
      return [
        ...said.map((text) => ({ text, of, weight: WEIGHT.phrase })),
        ...groups.map((text) => ({ text, of, weight: WEIGHT.words })),
      ];
    });
  const promised = promise.flatMap(({ themeId, words, commitments }) => [
    { text: words, of: [`theme ${themeId}`], weight: WEIGHT.promise },
    ...commitments.map((one) => ({
      text: one.words,
      of: [`commitment ${one.commitmentId}`],
      weight: WEIGHT.promise,
    })),
  ]);
  const decided = confirmed.map(({ themeId, commitmentIds, text }) => ({
    text,
    of: commitmentIds.length > 0 ? commitmentIds.map((id) => `commitment ${id}`) : [`theme ${themeId}`],
    weight: WEIGHT.confirmed,
  }));
  return [...told, ...promised, ...decided];
}

function likelyCommitments(scores: ReadonlyMap<string, number>): string[] {
  const ranked = [...scores].sort(([, a], [, b]) => b - a);
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, score]) => score >= best * CLOSE_TO_BEST)
    .slice(0, MOST_COMMITMENTS)
    .map(([id]) => id);
}

/** Learns which words belong to which theme. The same lessons make the same classifier. */
export function* learnThemes(lessons: Lessons): Generator<void, ThemeClassifier> {
  const places = placesOf(lessons);
  const classes = new Map([...places.keys()].map((name, at) => [name, at]));
  const examples: Example[] = [];
  for (const { text, of, weight } of lessonsIn(lessons)) {
    const known = of.flatMap((name) => classes.get(name) ?? []);
    const shares = new Map(known.map((place) => [place, 1 / known.length]));
    if (known.length > 0) examples.push({ features: featuresOf(text), shares, weight });
    if (examples.length % 40 === 0) yield;
  }
  const model = yield* learn(examples, classes.size);

  return {
    suggest(text) {
      const chances = model.chances(featuresOf(text));
      if (!chances) return [];
      const themes = new Map(lessons.promise.map(({ themeId }) => [themeId, 0]));
      const commitments = new Map(lessons.promise.map(({ themeId }) => [themeId, new Map<string, number>()]));
      for (const [name, placed] of places) {
        for (const { themeId, commitmentIds, share } of placed) {
          const chance = (chances[classes.get(name) ?? -1] ?? 0) * share;
          themes.set(themeId, (themes.get(themeId) ?? 0) + chance);
          const scores = commitments.get(themeId);
          commitmentIds.forEach((id, at) => scores?.set(id, (scores.get(id) ?? 0) + chance / (1 + at)));
        }
      }
      return [...themes]
        .sort(([, a], [, b]) => b - a)
        .map(([themeId, chance]) => ({
          themeId,
          chance,
          commitmentIds: likelyCommitments(commitments.get(themeId) ?? new Map<string, number>()),
        }));
    },
  };
}
