import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findMeasures } from '$lib/promise/measure.queries.server.ts';
import { themesOf } from '$lib/promise/measured-theme.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** As many as are on a screen before the rest is folded up. */
const AT_FIRST = 10;

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const themes = await findPromise(db, authority, locals.lang);
  const found = themesOf(themes, await findMeasures(db, authority, locals.lang)).find(
    ({ slug }) => slug === params.theme,
  );
  if (!found) throw new Refusal('not-found');
  const { theme, measures } = found;
  return {
    theme: theme && { title: theme.title, summary: theme.summary, textLang: theme.textLang },
    measures: measures.slice(0, AT_FIRST),
    more: measures.slice(AT_FIRST),
  };
});
