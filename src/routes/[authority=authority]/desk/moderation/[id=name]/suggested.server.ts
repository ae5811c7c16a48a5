import { suggestThemes } from '$lib/moderation/themes/suggest-themes.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { idsIn, type Typed } from '$lib/platform/forms.ts';
import type { Theme } from '$lib/promise/promise.ts';
import type { Thread } from '$lib/voice/thread.ts';

/** A theme that can be chosen with one press, and what comes with it. */
export interface SuggestedTheme {
  themeId: string;
  title: string;
  commitments: { commitmentId: string; title: string }[];
  /** The young person chose it themselves on the form. */
  theirs: boolean;
}

const OFFERED = 2;

function inWords(themes: Theme[], themeId: string, ids: string[], theirs: boolean): SuggestedTheme[] {
  const theme = themes.find((one) => one.themeId === themeId);
  if (!theme) return [];
  const commitments = ids.flatMap((id) => theme.commitments.filter((one) => one.commitmentId === id));
  return [{ themeId, title: theme.title, commitments, theirs }];
}

/** What the young person chose comes first; then what their words are likely to be about. Nothing of it is stored. */
export async function suggestedThemes(
  db: Db,
  authorityId: string,
  { message, entries }: Thread,
  themes: Theme[],
): Promise<SuggestedTheme[]> {
  if (message.stage !== 'awaiting-moderation') return [];
  const words = entries.map((entry) => (entry.kind === 'said' ? entry.words : '')).join('\n');
  const guesses = await suggestThemes(db, authorityId, message.lang, words);
  const { themeId: chosen, commitmentId } = message;
  const alike = guesses.find(({ themeId }) => themeId === chosen)?.commitmentIds ?? [];
  const theirs = chosen ? inWords(themes, chosen, commitmentId ? [commitmentId] : alike, true) : [];
  const others = guesses
    .filter(({ themeId }) => themeId !== chosen)
    .flatMap(({ themeId, commitmentIds }) => inWords(themes, themeId, commitmentIds, false));
  return [...theirs, ...others].slice(0, OFFERED);
}

/** What was typed so far, with the theme and commitments of the suggestion that was pressed: a page without scripts. */
export function filledIn(typed: Typed): Typed {
  const [theme = '', ...commitments] = idsIn(typed.fill);
  return { ...typed, fill: '', theme, commitments: commitments.join(' ') };
}
