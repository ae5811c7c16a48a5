import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { periodName, quartersIn } from '$lib/platform/period.ts';
import { aimOf } from '$lib/reviews/participation-aim.ts';
import { countsOf } from '$lib/reviews/review-counts.queries.server.ts';
import { settledIn, yearsOffered } from '$lib/reviews/review-counts.ts';
import { figuresOf } from '$lib/reviews/review-figures.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** How many financial years back there are figures of. */
const YEARS = 4;

export const load = asStaff('see-review-figures', async ({ locals, url, params }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const now = clock();
  const years = yearsOffered(now, YEARS);
  const asked = url.searchParams.get('year');
  // Of a year that has only begun nothing is settled: the one before is shown first.
  const newest = years.find((one) => settledIn(one, now).length > 0) ?? years[0]!;
  const year = years.find(({ id }) => id === `${asked}-Y`) ?? newest;
  const periods = settledIn(year, now);
  const quarters = [...new Set(periods.flatMap(quartersIn))].sort();
  const { settings } = await authorityOf(db, params.authority);
  const figures = figuresOf(periods, await countsOf(db, params.authority, quarters));
  return {
    years: years.map(({ id }) => ({ year: id.slice(0, 4), isShown: id === year.id, name: yearName(id) })),
    name: yearName(year.id),
    aim: aimOf(settings),
    figures: figures.map((one) => ({ ...one, name: periodName(one.period) })).reverse(),
  };
});

const yearName = (id: string): string => {
  const year = Number(id.slice(0, 4));
  return `April ${year} to March ${year + 1}`;
};
