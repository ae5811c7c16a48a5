import * as v from 'valibot';
import { readAuthorities } from '../lib/content/files.server.ts';
import { isLang } from '../lib/i18n/languages.ts';
import { atOnce } from '../lib/moderation/themes/at-once.ts';
import { phrasesIn } from '../lib/moderation/themes/phrases.ts';
import { learnThemes, type ThemeClassifier } from '../lib/moderation/themes/theme-classifier.ts';
import { langOfText } from '../lib/moderation/themes/text-lang.ts';
import { topicsOf } from '../lib/moderation/themes/topics.ts';
import { WORDS_MAX } from '../lib/voice/message.ts';
import { faultOf } from './question-fault.ts';
import { themeWords } from './theme-words.ts';

const QuestionSchema = v.strictObject({ authority: v.string(), lang: v.string(), text: v.string() });

/** As many as are offered at the desk. */
const GUESSES = 2;

/**
 * Answers which themes and commitments words are likely to be about, by the authorities' own files. Nothing is answered
 * where nothing was learnt: in a language without phrases, or of words that were never met.
 */
export async function themeAnswers(): Promise<(question: unknown) => object> {
  const authorities = new Map((await readAuthorities()).map((one) => [one.settings.id, one]));
  const learnt = new Map<string, ThemeClassifier>();

  return (question) => {
    const parsed = v.safeParse(QuestionSchema, question);
    if (!parsed.success) return { error: faultOf(parsed.issues) };
    const { authority, lang, text } = parsed.output;
    const files = authorities.get(authority);
    if (!files) return { error: `"authority" is not one of ${[...authorities.keys()].join(', ')}` };
    const { languages } = files.settings;
    if (!isLang(lang) || !languages.includes(lang))
      return { error: `"lang" is not one of ${languages.join(', ')}` };
    if ([...text].length > WORDS_MAX) return { error: `"text" has more than ${WORDS_MAX} characters` };
    const written = langOfText(text, lang);
    const phrases = phrasesIn(written);
    if (!phrases) return { themes: [], commitments: [] };
    const name = `${authority}/${written}`;
    const classifier =
      learnt.get(name) ??
      atOnce(
        learnThemes({
          promise: themeWords(files, written),
          topics: topicsOf(authority),
          phrases,
          confirmed: [],
        }),
      );
    learnt.set(name, classifier);
    const guesses = classifier.suggest(text).slice(0, GUESSES);
    return { themes: guesses.map(({ themeId }) => themeId), commitments: guesses[0]?.commitmentIds ?? [] };
  };
}
