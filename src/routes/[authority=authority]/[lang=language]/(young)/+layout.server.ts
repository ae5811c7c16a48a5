import { findAuthorityInWords } from '$lib/authorities/vocabulary.server.ts';
import { dangerListsFor } from '$lib/help/danger-lists.ts';
import { languages } from '$lib/i18n/languages.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../guard.server.ts';
import type { LayoutServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals, url }: LayoutServerLoadEvent) => {
  const { authority, vocabulary } = await findAuthorityInWords(
    locals.services.db,
    params.authority,
    locals.lang,
  );
  const { languages: offered } = authority.settings;
  if (!offered.some((lang) => lang === params.lang)) throw new Refusal('not-found');
  const base = `/${params.authority}/${params.lang}`;
  const rest = url.pathname.slice(base.length);
  return {
    lang: locals.lang,
    authorityId: authority.authorityId,
    vocabulary,
    base,
    here: rest,
    /** Where the phone finds the danger words it looks for, as one attribute. */
    dangerLists: dangerListsFor(locals.lang).join(' '),
    languages: offered.map((code) => ({
      code,
      name: languages[code].name,
      dir: languages[code].dir,
      href: `/${params.authority}/${code}${rest}`,
      current: code === params.lang,
    })),
    demo: locals.services.environment.demo,
  };
});
