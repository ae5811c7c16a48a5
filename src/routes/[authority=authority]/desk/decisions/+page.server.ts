import { readAfter, showAfter } from '$lib/change/after.ts';
import { findOpen, findOwn, findPublishedPage } from '$lib/change/decision.queries.server.ts';
import type { Decision } from '$lib/change/decision.ts';
import { findUndecided } from '$lib/change/undecided.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asStaff } from '../../../guard.server.ts';
import { themeNames } from '../points/theme-names.server.ts';
import { listed } from './listed.server.ts';
import type { PageServerLoadEvent } from './$types';

/** Each list a page at a time: where one goes on is in the address, under its own name. */
export const load = asStaff('read-points', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const names = await findNames(db, params.authority);
  const themes = await themeNames(db, params.authority);
  const today = toDay(clock());
  const from = (name: string) => readAfter(url.searchParams.get(name));
  const show = (decision: Decision) => listed(decision, names, person.personId, today);
  const open = await findOpen(db, params.authority, from('open'));
  const published = await findPublishedPage(db, params.authority, from('published'));
  const mayOpen = may(person.roles, 'open-decisions');
  const undecided = mayOpen ? await findUndecided(db, params.authority, from('points')) : null;
  const own = may(person.roles, 'decide') ? await findOwn(db, params.authority, person.personId) : [];
  return {
    own: own.map(show),
    open: open.decisions.map(show),
    published: published.decisions.filter(({ state }) => state !== 'open').map(show),
    undecided:
      undecided?.points.map((point) => ({ ...point, theme: themes.get(point.themeId) ?? '' })) ?? null,
    after: {
      open: open.after && showAfter(open.after),
      published: published.after && showAfter(published.after),
      points: undecided?.after ? showAfter(undecided.after) : null,
    },
  };
});
