import type { Breakdown } from '../authorities/breakdowns.ts';
import { NOT_TOLD } from './counted.ts';

/** What a breakdown is called at the desk. */
export const breakdownNames: Record<Breakdown, string> = {
  channel: 'How it came',
  language: 'Language',
  'age-band': 'Age',
  area: 'Where they live',
};

const LANGUAGE = new Intl.DisplayNames(['en-GB'], { type: 'language' });

const names: Record<string, string> = {
  'signed-in': 'Signed in',
  receipt: 'With a receipt, no name',
  'under-10': 'Under 10',
  '10-12': '10 to 12',
  '13-15': '13 to 15',
  '16-17': '16 and 17',
  '18-20': '18 to 20',
  '21-25': '21 to 25',
  'in-area': 'In our area',
  elsewhere: 'Somewhere else',
  [NOT_TOLD]: 'Did not say',
};

/** What one value of a breakdown is called. */
export function valueName(breakdown: Breakdown, value: string): string {
  const known = names[value];
  if (known) return known;
  return breakdown === 'language' ? (LANGUAGE.of(value) ?? value) : value;
}
