import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { findPoints } from '$lib/moderation/point.queries.server.ts';
import type { Point } from '$lib/moderation/point.ts';
import { asStaff } from '../../../guard.server.ts';
import { releasedPage } from './released.server.ts';
import { themeNames } from './theme-names.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('read-points', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const names = await findNames(db, params.authority);
  const themes = await themeNames(db, params.authority);
  const shown = (point: Point) => ({
    pointId: point.pointId,
    text: point.text,
    theme: themes.get(point.themeId) ?? '',
    draftedBy: names.get(point.draftedBy) ?? '',
    mine: point.draftedBy === person.personId,
  });
  const seesDrafts = may(person.roles, 'see-drafts');
  return {
    drafts: seesDrafts ? (await findPoints(db, params.authority, 'draft')).map(shown) : [],
    seesDrafts,
    released: await releasedPage(db, params.authority, themes, url.searchParams),
  };
});
