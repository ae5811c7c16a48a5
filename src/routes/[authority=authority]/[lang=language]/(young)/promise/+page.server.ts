import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  return { themes: await findPromise(db, authority, locals.lang) };
});
