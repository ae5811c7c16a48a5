import { weekdays, type Schedule, type Service } from './service.ts';

const DAY_MS = 86_400_000;

const plusDays = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

const weekdayOf = (day: string) => weekdays[(new Date(day).getUTCDay() + 6) % 7]!;

/** The same day of the month, so many months on; null in a month that does not have it, as iCalendar counts. */
function plusMonths(day: string, count: number): string | null {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moved = new Date(Date.UTC(year, month - 1 + count, date));
  return moved.getUTCDate() === date ? moved.toISOString().slice(0, 10) : null;
}

/** Days on which a schedule may have something, oldest first, one of which is the next from `from` on. */
function candidates({ starts, repeats, days }: Schedule & { starts: string }, from: string): string[] {
  const first = starts > from ? starts : from;
  if (repeats === 'weekly') {
    const on = days.length > 0 ? days : [weekdayOf(starts)];
    const week = Array.from({ length: 7 }, (_, count) => plusDays(first, count));
    return week.filter((day) => on.includes(weekdayOf(day)));
  }
  if (repeats === 'monthly') {
    const monthsSince = (part: (day: string) => number) => part(first) - part(starts);
    const passed =
      12 * monthsSince((day) => Number(day.slice(0, 4))) + monthsSince((day) => Number(day.slice(5, 7)));
    // This month's may be over, and two months in a row may lack the day only where one of them is this.
    return [0, 1, 2, 3].flatMap((count) => plusMonths(starts, passed + count) ?? []);
  }
  // Something that goes on for some days is still coming while it lasts.
  return [first];
}

/** The next day, from `from` on (`YYYY-MM-DD`), on which a schedule has something; null where none is known. */
export function nextDayOf(schedule: Schedule, from: string): string | null {
  const { starts, ends, repeats } = schedule;
  if (starts === null) return null;
  const goesOn = repeats === 'weekly' || repeats === 'monthly';
  const last = ends ?? (goesOn ? '9999-12-31' : starts);
  return candidates({ ...schedule, starts }, from).find((day) => day >= from && day <= last) ?? null;
}

/** An event and the day of its next time, with the schedule that says so. */
export interface Coming {
  service: Service;
  day: string;
  schedule: Schedule;
}

/** Events with a day from `today` on, the next first. What is closed or over is not coming. */
export function comingEvents(services: readonly Service[], today: string): Coming[] {
  return services
    .filter(({ facts }) => facts.kind === 'event' && facts.status === 'active')
    .flatMap((service) => {
      const next = service.facts.schedules
        .flatMap((schedule) => {
          const day = nextDayOf(schedule, today);
          return day === null ? [] : [{ service, day, schedule }];
        })
        .sort((a, b) => (a.day < b.day ? -1 : 1));
      return next.slice(0, 1);
    })
    .sort((a, b) => {
      const [first, second] = [a, b].map(({ day, schedule }) => `${day} ${schedule.opens ?? ''}`);
      return first! < second! ? -1 : 1;
    });
}
