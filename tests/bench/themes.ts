/** npm run bench -- themes: how often the first theme suggested is right, and one of the first two; beside peers. */
import { themeWords } from '../../src/commands/theme-words.ts';
import { readAuthorities, type AuthorityFiles } from '../../src/lib/content/files.server.ts';
import type { Lang } from '../../src/lib/i18n/languages.ts';
import { atOnce } from '../../src/lib/moderation/themes/at-once.ts';
import { phrasesIn, type TopicPhrases } from '../../src/lib/moderation/themes/phrases.ts';
import { learnThemes } from '../../src/lib/moderation/themes/theme-classifier.ts';
import { topicsOf } from '../../src/lib/moderation/themes/topics.ts';
import { mostCommon, naiveBayes, type Guess, type Labelled } from './theme-peers.ts';
import { blindStatements, dealt, type Phrase } from './theme-statements.ts';

const FOLDS = 10;
/** Milliseconds of the processor to learn one authority's themes in one language. */
const LEARN_LIMIT_MS = 2_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (part: number) => `${(part * 100).toFixed(1).padStart(5)} %`;

type Phrases = Record<string, TopicPhrases>;
type Learner = (phrases: readonly Phrase[]) => Guess;

interface Right {
  one: number;
  two: number;
}

function rightOf(guess: Guess, asked: readonly Labelled[]): Right {
  const ranked = asked.map(({ text, theme }) => guess(text).indexOf(theme));
  return {
    one: ranked.filter((at) => at === 0).length,
    two: ranked.filter((at) => at === 0 || at === 1).length,
  };
}

/** Everything that may be learnt, but of the phrases only these. Lists of single words stay out of it for a fair peer. */
function ours(files: AuthorityFiles, lang: Lang, all: Phrases, withWords: boolean): Learner {
  return (learnt) => {
    const phrases = Object.fromEntries(
      Object.entries(all).map(([topic, { words }]) => [
        topic,
        {
          words: withWords ? words : '',
          phrases: learnt.filter((one) => one.topic === topic).map(({ text }) => text),
        },
      ]),
    );
    const promise = themeWords(files, lang);
    const lessons = { promise, topics: topicsOf(files.settings.id), phrases, confirmed: [] };
    const classifier = atOnce(learnThemes(lessons));
    return (text) => classifier.suggest(text).map(({ themeId }) => themeId);
  };
}

function measure(files: AuthorityFiles, lang: Lang, all: Phrases): number {
  const topics = topicsOf(files.settings.id);
  const themeOf = (topic: string) => Object.keys(topics[topic] ?? {})[0] ?? '';
  const labelled = ({ topic, text }: Phrase): Labelled => ({ text, theme: themeOf(topic) });
  const phrases = Object.entries(all).flatMap(([topic, one]) => one.phrases.map((text) => ({ topic, text })));
  const hands = dealt(phrases, FOLDS);
  const blind = blindStatements(lang).map(({ text, themes }) => ({
    text,
    theme: themes[files.settings.id] ?? '',
  }));
  const learners: [string, Learner, Learner][] = [
    ['ours', ours(files, lang, all, false), ours(files, lang, all, true)],
    ...[naiveBayes, mostCommon].map((peer): [string, Learner, Learner] => {
      const learner: Learner = (learnt) => peer(learnt.map(labelled));
      return [peer === naiveBayes ? 'naive Bayes' : 'most common', learner, learner];
    }),
  ];
  let took = 0;
  for (const [name, inFolds, whole] of learners) {
    const right = hands.map((asked) => {
      const learnt = hands.filter((hand) => hand !== asked).flat();
      return rightOf(inFolds(learnt), asked.map(labelled));
    });
    const start = process.cpuUsage();
    const guess = whole(phrases);
    if (name === 'ours') took = process.cpuUsage(start).user / 1_000;
    const apart = rightOf(guess, blind);
    const folded = (which: keyof Right) => right.reduce((sum, one) => sum + one[which], 0) / phrases.length;
    say(
      `  ${lang}  ${files.settings.id.padEnd(13)}  ${name.padEnd(11)}  ` +
        `in ${FOLDS} folds ${percent(folded('one'))} ${percent(folded('two'))}   ` +
        `statements apart ${percent(apart.one / blind.length)} ${percent(apart.two / blind.length)}   ` +
        (name === 'ours' ? `${phrases.length} phrases, learnt in ${took.toFixed(0)} ms` : ''),
    );
  }
  return took;
}

/** Prints the figures. @returns whether learning is as quick as it must be; what is right is for people to judge. */
export async function measureThemes(): Promise<boolean> {
  say('Right at one guess and at two, of phrases left out in turn and of statements written apart:\n');
  const took: number[] = [];
  for (const files of await readAuthorities()) {
    for (const lang of files.settings.languages) {
      const phrases = phrasesIn(lang);
      if (phrases) took.push(measure(files, lang, phrases));
    }
  }
  say(`\nLearning took at most ${Math.max(...took).toFixed(0)} ms, of ${LEARN_LIMIT_MS}.`);
  return took.every((one) => one < LEARN_LIMIT_MS);
}
