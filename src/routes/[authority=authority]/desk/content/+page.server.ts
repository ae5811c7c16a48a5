import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findOverview } from '$lib/content/overview.server.ts';
import { kinds } from '$lib/content/kinds.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const { settings } = await authorityOf(db, params.authority);
  const pieces = await findOverview(db, params.authority, settings.languages, toDay(clock()));
  const names = await findNames(db, params.authority);
  return {
    kinds: kinds.map(({ name, label }) => ({ name, label })),
    pieces: pieces.map((piece) => ({
      ...piece,
      draft: piece.draft && { at: piece.draft.at, by: names.get(piece.draft.by) ?? 'somebody' },
    })),
  };
});
