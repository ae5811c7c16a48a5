import { idsIn } from '../platform/forms.ts';

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
