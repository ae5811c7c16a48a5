import type { Body } from '../lib/content/piece.ts';
import { toDay } from '../lib/platform/clock.ts';
import type { CastEvent } from './cast-file.ts';
import { DAY } from './cast-time.ts';

/** A postcode area that no place in the country has (ONS pseudo codes begin with ZZ99). */
const NOWHERE = {
  type: 'physical',
  address_1: 'Made-up Hall, 1 Nowhere Street',
  city: 'Madeupton',
  state_province: 'Nowhereshire',
  postal_code: 'ZZ99 3WZ',
  country: 'GB',
};

const PLACES = { hall: NOWHERE, online: { type: 'virtual' } };

/** How long ago an editor published the events of the story. */
export const EVENT_DAYS_AGO = 2;

/** An event of the story as an editor would publish it, so many days from now. */
export function bodyOf(event: CastEvent, place: number, now: Date): Body {
  const starts = toDay(new Date(now.getTime() + event.inDays * DAY));
  const published = toDay(new Date(now.getTime() - EVENT_DAYS_AGO * DAY));
  const { opens, closes, days, repeats } = event;
  return {
    facts: {
      id: event.id,
      ref: `DEMO-${place + 1}`,
      kind: 'event',
      need: event.need,
      status: 'active',
      ages: event.ages,
      schedules: [{ days, opens, closes, starts, ends: repeats === 'once' ? starts : null, repeats }],
      place: event.place && PLACES[event.place],
      accessibility: event.accessibility,
      contactRole: event.contactRole,
      entitlements: event.entitlements,
      source: { title: 'Made up for this demo', section: null, date: published },
      checkedOn: published,
      reviewBy: toDay(new Date(now.getTime() + 180 * DAY)),
      historic: false,
      confidence: 'high',
    },
    words: event.words as Body['words'],
    madeFrom: {},
  };
}
