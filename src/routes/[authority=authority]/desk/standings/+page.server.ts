import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { findStandings } from '$lib/promise/standing.queries.server.ts';
import { isLate } from '$lib/promise/standing.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** What waits longest for somebody comes first: late, then nothing said, then the rest in the promise's own order. */
const urgencyOf = ({ late, kind }: { late: boolean; kind: string | null }) =>
  late ? 0 : kind === null ? 1 : 2;

export const load = asStaff('change-standing', async ({ params, locals }: PageServerLoadEvent) => {
  const { db, clock } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const standings = await findStandings(db, params.authority);
  const today = toDay(clock());
  const themes = await findPromise(db, authority, 'en');
  return {
    themes: themes.map(({ themeId, title, commitments }) => ({
      themeId,
      title,
      commitments: commitments
        .map((commitment) => {
          const standing = standings.get(commitment.commitmentId);
          return {
            commitmentId: commitment.commitmentId,
            title: commitment.title,
            kind: standing?.kind ?? null,
            dueOn: standing?.dueOn ?? null,
            ownerRole: standing?.ownerRole ?? null,
            late: standing !== undefined && isLate(standing, today),
          };
        })
        .sort((a, b) => urgencyOf(a) - urgencyOf(b)),
    })),
  };
});
