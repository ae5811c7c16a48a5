import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findMeasures } from '$lib/promise/measure.queries.server.ts';
import { themesOf } from '$lib/promise/measured-theme.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const [themes, measures] = [
    await findPromise(db, authority, locals.lang),
    await findMeasures(db, authority, locals.lang),
  ];
  return {
    themes: themesOf(themes, measures).map(({ slug, theme, measures: own }) => ({
      slug,
      theme: theme && { title: theme.title, textLang: theme.textLang },
      count: own.length,
    })),
  };
});
