import { idsIn, type Faults, type Typed } from '../platform/forms.ts';

/** Characters that fit in one point. */
export const POINT_MAX = 600;

export type PointState = 'draft' | 'sent-back' | 'released' | 'not-shared';

/** What somebody is told before they unfold a draft. Whoever writes the draft ticks them. */
export const warningNames = {
  hurt: 'about being hurt',
  'hurting-yourself': 'about hurting yourself',
  'missing-somebody': 'about missing somebody',
  death: 'about death',
  'racism-or-hate': 'about racism or hate',
} as const;

export type Warning = keyof typeof warningNames;

export const warnings = Object.keys(warningNames) as Warning[];

/** Reads ids apart by spaces, from a form or a row; what is not in the list is left out. */
export function warningsIn(text: string | undefined): Warning[] {
  const ids = idsIn(text);
  return warnings.filter((warning) => ids.includes(warning));
}

/**
 * One thing said, with nothing in it that names anyone. The only thing the Council, boards and the public ever see:
 * it carries how many young people stand behind it, and nothing about who.
 */
export interface Point {
  pointId: string;
  themeId: string;
  commitmentIds: string[];
  text: string;
  state: PointState;
  /** Young people behind it, frozen at release. Shown only in protected counts. */
  voices: number;
  draftedBy: string;
  draftedAt: string;
  releasedAt: string | null;
  returnReason: string | null;
  version: number;
  /** What a reader is warned of before they unfold the text. */
  warnings?: Warning[];
}

export interface PointDraft {
  text: string;
  themeId: string;
  commitmentIds: string[];
  warnings?: Warning[];
}

/** Reads the moderator's form: `commitments` holds ids apart by spaces, all of the chosen theme. */
export function parsePoint(
  typed: Typed,
  known: Map<string, string[]>,
): { draft: PointDraft } | { faults: Faults } {
  const faults: Faults = {};
  const text = (typed.text ?? '').trim();
  const themeId = typed.theme ?? '';
  const commitmentIds = idsIn(typed.commitments);
  const ofTheme = known.get(themeId);
  if (text === '') faults.text = 'Write the point in plain words, with nothing that names anyone.';
  else if (text.length > POINT_MAX)
    faults.text = `Use at most ${POINT_MAX} characters: this has ${text.length}.`;
  if (!ofTheme)
    faults.theme =
      themeId === '' ? 'Choose a theme.' : 'This theme is no longer in the promise. Choose one that is.';
  else if (!commitmentIds.every((id) => ofTheme.includes(id))) {
    faults.commitments =
      'Choose only commitments that belong to the theme. One that is not listed is no longer in the promise.';
  }
  return Object.keys(faults).length > 0
    ? { faults }
    : { draft: { text, themeId, commitmentIds, warnings: warningsIn(typed.warnings) } };
}
