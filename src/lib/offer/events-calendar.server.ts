import ical, { ICalEventRepeatingFreq, ICalWeekday } from 'ical-generator';
import { asShown, EUROPE_LONDON, inUtc } from '../platform/england-calendar.ts';
import { idOf } from './open-referral/ids.ts';
import { nextDayOf } from './schedule.ts';
import type { Place, Schedule, Service } from './service.ts';

const DAY_MS = 86_400_000;

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

function stampOf(instant: string): Date {
  return asShown(instant.slice(0, 10), instant.slice(11, 16));
}

/** Where it is, on one line. */
export function addressOf(place: Place | null): string | null {
  if (!place || place.type === 'virtual') return null;
  return [place.address_1, place.city, place.postal_code].join(', ');
}

function repeatingOf({ repeats, days, ends }: Schedule) {
  if (repeats !== 'weekly' && repeats !== 'monthly') return {};
  const byDay = days.map((day) => day.toUpperCase() as ICalWeekday);
  return {
    repeating: {
      freq: repeats === 'weekly' ? ICalEventRepeatingFreq.WEEKLY : ICalEventRepeatingFreq.MONTHLY,
      ...(repeats === 'weekly' && byDay.length > 0 ? { byDay } : {}),
      ...(ends ? { until: asShown(ends, '23:59') } : {}),
    },
  };
}

/** Until when something on `first` lasts: for whole days the day after the last, as RFC 5545 has it. */
function endOf({ opens, closes, ends, repeats }: Schedule, first: string): Date | null {
  if (opens && closes) return asShown(first, closes);
  if (opens) return null;
  const goesOn = repeats === 'weekly' || repeats === 'monthly';
  return asShown(dayAfter(goesOn || !ends ? first : ends));
}

interface Feed {
  authorityId: string;
  name: string;
  /** The address of an event's page, by its id. */
  urlOf(id: string): string;
}

/**
 * The events of an authority that have a date, as a calendar to subscribe to (RFC 5545). Ids stay the same for the
 * same event, and the time of each entry is that of its last change, so that nothing looks new that is not.
 */
export function eventsCalendar(services: readonly Service[], { authorityId, name, urlOf }: Feed): string {
  const calendar = ical({
    name,
    prodId: { company: 'Said & Done', product: 'events', language: 'EN' },
    timezone: { name: 'Europe/London', generator: () => EUROPE_LONDON },
  });
  for (const service of services) {
    const { facts, title, summary, where } = service;
    if (facts.kind !== 'event' || facts.status !== 'active') continue;
    for (const [place, schedule] of facts.schedules.entries()) {
      // Not today but its own first day: an event in a calendar does not move when a day has passed.
      const first = schedule.starts && nextDayOf(schedule, schedule.starts);
      if (!first) continue;
      calendar.createEvent({
        id: `${idOf(authorityId, 'event', facts.id, String(place))}@said-and-done`,
        stamp: stampOf(service.changedAt),
        start: asShown(first, schedule.opens ?? undefined),
        end: endOf(schedule, first),
        allDay: schedule.opens === null,
        timezone: 'Europe/London',
        summary: title,
        description: summary,
        location: addressOf(facts.place) ?? (where || null),
        url: urlOf(facts.id),
        ...repeatingOf(schedule),
      });
    }
  }
  return inUtc(calendar.toString());
}
