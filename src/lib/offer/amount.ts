import { isolateLtr } from '../i18n/isolate.ts';
import { formatPounds } from '../i18n/money.ts';
import type { Translate } from '../i18n/translator.ts';
import type { Amount } from './entitlement.ts';

/** How much, in words, with its period; null where there is no sum to name. */
export function amountInWords(
  t: Translate,
  amount: Amount | null,
  show: (pounds: string) => string = (pounds) => pounds,
): string | null {
  if (!amount) return null;
  const { min, max, period } = amount;
  const pounds = (sum: number) => show(formatPounds(sum));
  const every = t(`offer.period.${period}`);
  if (min !== null && max !== null) {
    return min === max
      ? `${t('offer.amountExactly', { amount: pounds(min) })} ${every}`
      : `${t('offer.amountBetween', { from: pounds(min), to: pounds(max) })} ${every}`;
  }
  if (min !== null) return `${t('offer.amountAtLeast', { amount: pounds(min) })} ${every}`;
  return max === null ? null : `${t('offer.amountUpTo', { amount: pounds(max) })} ${every}`;
}

/** The same for a page that may run right to left. */
export function amountOnPage(t: Translate, amount: Amount | null): string | null {
  return amountInWords(t, amount, isolateLtr);
}
