import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { findStandings } from '$lib/promise/standing.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const standings = await findStandings(db, params.authority);
  const themes = await findPromise(db, authority, locals.lang);
  return {
    themes: themes.map(({ commitments, ...theme }) => {
      const kinds = commitments.flatMap(({ commitmentId }) => standings.get(commitmentId)?.kind ?? []);
      const count = (kind: (typeof kinds)[number]) => kinds.filter((one) => one === kind).length;
      const tally = { kept: count('kept'), notYet: count('not-yet'), cannot: count('cannot') };
      return { ...theme, count: commitments.length, tally };
    }),
  };
});
