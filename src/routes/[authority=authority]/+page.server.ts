import { redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { negotiate } from '$lib/i18n/languages.ts';
import { asAnyone } from '../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** To the best language for this browser. */
export const load = asAnyone(async ({ params, locals, request }: PageServerLoadEvent) => {
  const authority = await authorityOf(locals.services.db, params.authority);
  const lang = negotiate(request.headers.get('accept-language'), authority.settings.languages);
  redirect(303, `/${authority.authorityId}/${lang}`);
});
