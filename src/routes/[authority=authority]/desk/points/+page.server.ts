import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import {
  findAllDrafts,
  findDraftsFor,
  findWaitingForSomebodyElse,
  type WaitingDraft,
} from '$lib/moderation/drafts.queries.server.ts';
import type { Point } from '$lib/moderation/point.ts';
import { asStaff } from '../../../guard.server.ts';
import { releasedPage } from './released.server.ts';
import { themeNames } from './theme-names.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('read-points', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const { settings } = await authorityOf(db, params.authority);
  const names = await findNames(db, params.authority);
  const themes = await themeNames(db, params.authority);
  const releases = may(person.roles, 'release-points');
  const moderates = may(person.roles, 'moderate');
  const shown = ({ pointId, text, warnings, themeId, draftedBy }: Point) => ({
    pointId,
    text,
    warnings,
    theme: themes.get(themeId) ?? 'No longer in the promise',
    draftedBy: names.get(draftedBy) ?? '',
    mine: draftedBy === person.personId,
  });
  const drafts: WaitingDraft[] = releases
    ? await findDraftsFor(db, params.authority, person.personId)
    : moderates
      ? await findAllDrafts(db, params.authority)
      : [];
  const stuck = moderates
    ? await findWaitingForSomebodyElse(db, params.authority, settings, drafts)
    : new Set<string>();
  return {
    drafts: drafts.map(({ point, released, proposed }) => ({
      ...shown(point),
      oneReleased: released && settings.release.councilMembers > 1,
      proposed: proposed?.reason ?? null,
      waitsForSomebodyElse: stuck.has(point.pointId),
    })),
    seesDrafts: releases || moderates,
    releases,
    needed: settings.release.councilMembers,
    released: await releasedPage(db, params.authority, themes, url.searchParams),
  };
});
