import calendar from './calendar.json' with { type: 'json' };
import type { Lang } from './languages.ts';

/** The clock of England, whatever the phone says. */
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function inLondon(instant: string): Record<string, string> {
  return Object.fromEntries(LONDON.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/**
 * A day in words: Gregorian, Latin digits, from our own tables.
 * @param day `2026-11-22`, `2026-11`, `2026`, or an instant (shown as the day it was in England).
 */
export function formatDay(lang: Lang, day: string): string {
  const { months, pattern } = calendar[lang];
  if (/^\d{4}$/.test(day)) return day;
  if (day.includes('T')) {
    const { year, month, day: date } = inLondon(day);
    return formatDay(lang, `${year}-${month}-${date}`);
  }
  const [year = '', month = '1', date] = day.split('-');
  const name = months[Number(month) - 1] ?? month;
  if (!date) return `${name} ${year}`;
  return pattern
    .replace('{day}', String(Number(date)))
    .replace('{month}', name)
    .replace('{year}', year);
}

/** A day and a time of day in England, 24 hours: "22 November 2026, 14:05". */
export function formatTime(lang: Lang, instant: string): string {
  const { hour, minute } = inLondon(instant);
  return `${formatDay(lang, instant)}, ${hour}:${minute}`;
}

/** A time of day in England, 24 hours: "14:05". */
export function formatClock(instant: string): string {
  const { hour, minute } = inLondon(instant);
  return `${hour}:${minute}`;
}

/** Items joined as the language joins them: "a, b and c". */
export function formatList(lang: Lang, items: readonly string[]): string {
  const { pair, middle, last } = calendar[lang].list;
  if (items.length < 2) return items.join('');
  if (items.length === 2) return items.join(pair);
  return items.slice(0, -1).join(middle) + last + items.at(-1);
}
