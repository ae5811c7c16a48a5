import * as v from 'valibot';
import type { Lang } from '../i18n/languages.ts';

export const themeKinds = ['theme', 'outcome', 'charter', 'principles'] as const;

export const CommitmentFileSchema = v.strictObject({
  id: v.string(),
  ref: v.string(),
  source: v.strictObject({ key: v.string(), section: v.nullable(v.string()) }),
});

/** `seeds/authorities/<slug>/promise.json`: what is promised, without its words. */
export const PromiseFileSchema = v.strictObject({
  themes: v.array(
    v.strictObject({
      id: v.string(),
      kind: v.picklist(themeKinds),
      commitments: v.array(CommitmentFileSchema),
    }),
  ),
});

export type PromiseFile = v.InferOutput<typeof PromiseFileSchema>;
export type ThemeKind = PromiseFile['themes'][number]['kind'];

/** Where a statement comes from, for the reader to check. */
export interface ShownSource {
  title: string;
  section: string | null;
  date: string | null;
}

/** One statement of a promise, in one language. */
export interface Commitment {
  commitmentId: string;
  themeId: string;
  ref: string;
  title: string;
  meaning: string;
  /** The language the words are really in: English where there is no translation yet. */
  textLang: Lang;
  /** Whether the English is newer than these words. */
  stale: boolean;
  source: ShownSource;
}

export interface Theme {
  themeId: string;
  kind: ThemeKind;
  title: string;
  summary: string;
  textLang: Lang;
  /** Whether the English is newer than these words. */
  stale: boolean;
  commitments: Commitment[];
}
