import type { AuthorityFiles } from '../lib/content/files.server.ts';
import type { Lang } from '../lib/i18n/languages.ts';
import type { ThemeWords } from '../lib/moderation/themes/theme-classifier.ts';

/** A promise's own words in one language, as its files have them; a theme without any is still a theme. */
export function themeWords({ promise, words }: AuthorityFiles, lang: Lang): ThemeWords[] {
  return promise.themes.map(({ id, commitments }) => {
    const theme = words[lang]?.promise[id];
    const commitmentWords = (id: string) => {
      const { title = '', meaning = '' } = theme?.commitments[id] ?? {};
      return `${title} ${meaning}`;
    };
    return {
      themeId: id,
      words: [theme?.title, theme?.summary].filter(Boolean).join(' '),
      commitments: commitments.map((one) => ({
        commitmentId: one.id,
        words: commitmentWords(one.id),
      })),
    };
  });
}
