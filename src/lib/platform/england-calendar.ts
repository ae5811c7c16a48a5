/** England's clock since 1996, as calendars want to have it (RFC 5545, 3.6.5). */
export const EUROPE_LONDON = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** The package writes the fields of a date as the process's own clock shows them: so it is given just these. */
export function asShown(day: string, time = '00:00'): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  return new Date(year, month - 1, date, hour, minute);
}

/** What must be in UTC and say so (RFC 5545, 3.8.7.2 and 3.3.10): the package leaves the Z out. */
export function inUtc(calendar: string): string {
  const text = calendar
    .replace(/^(DTSTAMP:\d{8}T\d{6})(?=\r?$)/gm, '$1Z')
    .replace(/^(RRULE:.*UNTIL=\d{8}T\d{6})(?!Z)/gm, '$1Z');
  return `${text}\r\n`;
}
