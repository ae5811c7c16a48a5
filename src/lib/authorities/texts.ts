import type { Lang } from '../i18n/languages.ts';

export type TextKind =
  'authority' | 'source' | 'theme' | 'commitment' | 'measure' | 'entitlement' | 'service';

/** A piece of content's words. `lang` is not the language asked for when only English was there. */
export interface Texts {
  lang: Lang;
  fields: Record<string, string>;
  /** Whether the English has changed since this translation was made from it. */
  stale: boolean;
}
