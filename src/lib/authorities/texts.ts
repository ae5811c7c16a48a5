import type { Lang } from '../i18n/languages.ts';

export type TextKind =
  'authority' | 'source' | 'theme' | 'commitment' | 'measure' | 'entitlement' | 'service';

/** A piece of content's words. `lang` is not the language asked for when only English was there. */
export interface Texts {
  lang: Lang;
  fields: Record<string, string>;
}

/** The pieces an editor may reword. */
const editable = ['theme', 'commitment', 'entitlement'] as const satisfies TextKind[];

export function isEditable(kind: string): kind is (typeof editable)[number] {
  return (editable as readonly string[]).includes(kind);
}
