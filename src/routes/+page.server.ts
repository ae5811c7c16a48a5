import { redirect } from '@sveltejs/kit';
import { findAuthorities } from '$lib/authorities/authorities.queries.server.ts';
import { findTexts } from '$lib/authorities/texts.queries.server.ts';
import { asAnyone } from './guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const authorities = await findAuthorities(db);
  const [only] = authorities;
  if (only && authorities.length === 1) redirect(303, `/${only.authorityId}`);
  const councils = await Promise.all(
    authorities.map(async ({ authorityId, name, settings }) => {
      const texts = await findTexts(db, authorityId, 'authority', locals.lang);
      const lang = settings.languages.includes(locals.lang) ? locals.lang : 'en';
      return { href: `/${authorityId}/${lang}`, name: texts.get(authorityId)?.fields.name ?? name };
    }),
  );
  return { lang: locals.lang, councils };
});
