import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatDay } from '$lib/i18n/dates.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  for (const theme of await findPromise(db, authority, locals.lang)) {
    const commitment = theme.commitments.find(({ commitmentId }) => commitmentId === params.commitment);
    if (commitment) {
      const { date } = commitment.source;
      return {
        theme: { themeId: theme.themeId, title: theme.title, kind: theme.kind },
        commitment,
        sourceDate: date && formatDay(locals.lang, date),
      };
    }
  }
  throw new Refusal('not-found');
});
