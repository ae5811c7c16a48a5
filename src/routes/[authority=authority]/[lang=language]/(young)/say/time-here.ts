/** The clock of England, whatever the phone says. */
const LONDON: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/**
 * A day and a time as `i18n/dates.ts` says them. The page brings the months of its own language (OnThisPhone.svelte):
 * those of every language would be half as much script again.
 */
export function timeHere(instant: string): string {
  const { months = '', pattern = '{day}.{month}.{year}' } =
    document.querySelector<HTMLElement>('template[data-months]')?.dataset ?? {};
  const parts = new Intl.DateTimeFormat('en-GB', LONDON).formatToParts(new Date(instant));
  const {
    day = '',
    month = '',
    year = '',
    hour,
    minute,
  } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const named = months.split('|')[Number(month) - 1] ?? month;
  const date = pattern.replace('{day}', day).replace('{month}', named).replace('{year}', year);
  return `${date}, ${hour}:${minute}`;
}
