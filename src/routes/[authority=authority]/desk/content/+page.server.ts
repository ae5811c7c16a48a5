import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const themes = await findPromise(db, authority, 'en');
  const offer = await findOffer(db, params.authority, 'en');
  return {
    themes: themes.map(({ themeId, title, commitments }) => ({
      themeId,
      title,
      commitments: commitments.map((commitment) => ({
        id: commitment.commitmentId,
        title: commitment.title,
      })),
    })),
    offer: offer.map(({ facts, title, scope }) => ({ id: facts.id, title, scope })),
  };
});
