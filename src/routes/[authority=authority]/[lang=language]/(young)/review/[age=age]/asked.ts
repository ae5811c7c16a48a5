import type { Translate } from '$lib/i18n/translator.ts';
import type { Age } from '$lib/reviews/questions.ts';
import type { Typed } from '$lib/platform/forms.ts';

/** What every question of the form needs to be asked, and to be given back as it was typed. */
export interface Asked {
  t: Translate;
  age: Age;
  typed: Typed;
  /** What cannot be taken, as a person reads it, by field. */
  told: Record<string, string>;
  /** Where the phone finds the words that sound like danger. */
  dangerLists: string;
}

/** Whether a group of fields must stand open: something in it was typed, or cannot be taken. */
export const standsOpen = ({ typed, told }: Asked, ids: readonly string[]): boolean =>
  ids.some((id) =>
    [...Object.entries(typed), ...Object.entries(told)].some(
      ([name, value]) => value !== '' && (name.startsWith(`q.${id}.`) || name === `for.${id}`),
    ),
  );
