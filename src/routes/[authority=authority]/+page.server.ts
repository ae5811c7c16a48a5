import { redirect } from '@sveltejs/kit';
import { findAuthority } from '$lib/authorities/authorities.queries.server.ts';
import { negotiate } from '$lib/i18n/languages.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** To the best language for this browser. */
export const load = asAnyone(async ({ params, locals, request }: PageServerLoadEvent) => {
  const authority = await findAuthority(locals.services.db, params.authority);
  if (!authority) throw new Refusal('not-found');
  const lang = negotiate(request.headers.get('accept-language'), authority.settings.languages);
  redirect(303, `/${authority.authorityId}/${lang}`);
});
