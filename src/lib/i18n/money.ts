/**
 * Pounds, the same in every language: Latin digits, sign first, comma for thousands.
 * Intl would say "3000 GBP", "UK£" or, in Pashto, something that reads as three pounds.
 */
export function formatPounds(amount: number): string {
  const [pounds = '0', pence] = (Number.isInteger(amount) ? String(amount) : amount.toFixed(2)).split('.');
  return `£${formatNumber(Number(pounds))}${pence ? `.${pence}` : ''}`;
}

/** A whole number with Latin digits, comma for thousands. */
export function formatNumber(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
