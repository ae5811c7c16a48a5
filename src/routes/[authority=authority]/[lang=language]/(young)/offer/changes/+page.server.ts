import { formatDay } from '$lib/i18n/dates.ts';
import { changesAt, turningPoints } from '$lib/offer/changes.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** A year and a day that stand for any, in the words a phone puts its own into. */
const SAMPLE = { year: '2000', day: '28' };

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const offer = await findOffer(locals.services.db, params.authority, locals.lang);
  const current = offer.filter(({ facts }) => !facts.historic);
  const today = toDay(locals.services.clock());
  const titled = (ids: string[]) => current.filter(({ facts }) => ids.includes(facts.id));
  return {
    ages: turningPoints.map((age) => {
      const { starts, ends } = changesAt(
        current.map(({ facts }) => facts),
        age,
        today,
      );
      return { age, starts: titled(starts), ends: titled(ends) };
    }),
    /** How a day is said in each month, with `{day}` and `{year}` for the phone to fill in. */
    days: Array.from({ length: 12 }, (_, month) =>
      formatDay(locals.lang, `${SAMPLE.year}-${String(month + 1).padStart(2, '0')}-${SAMPLE.day}`)
        .replace(SAMPLE.day, '{day}')
        .replace(SAMPLE.year, '{year}'),
    ),
  };
});
