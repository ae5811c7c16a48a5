import { redirect } from '@sveltejs/kit';
import { previewDraft } from '$lib/content/preview.server.ts';
import { isLang, languages } from '$lib/i18n/languages.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { seeThrough } from '../../../../../../../../previewing.server.ts';
import { asStaff } from '../../../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** Says what this is and leads back. Nothing in it was typed by anybody. */
function banner(address: string, code: string, langs: (keyof typeof languages)[]): string {
  const links = langs.map((lang) => {
    const { name, dir } = languages[lang];
    const here = lang === code ? ' aria-current="page"' : '';
    return `<a href="${address}/preview/${lang}" lang="${lang}" dir="${dir}"${here}>${name}</a>`;
  });
  return `<aside class="panel good" lang="en" dir="ltr" aria-label="Preview"><p><strong>Preview.</strong>
Only editors see this. It is the page as young people will see it when the draft is published.</p>
<p><a href="${address}">Back to the draft</a> · ${links.join(' · ')}</p></aside>`;
}

/** The public page itself, as it will be when the draft is published, in one language. */
export const GET = asStaff('edit-content', async ({ params, locals, fetch }: RequestEvent) => {
  const { authority, kind, item, code } = params;
  if (!isLang(code)) throw new Refusal('not-found');
  const { db, clock } = locals.services;
  const address = `/${authority}/desk/content/${kind}/${item}`;
  const seen = await previewDraft(db, authority, { kind, id: item }, clock(), async (trx, path, langs) => {
    const answer = await seeThrough(trx, () => fetch(`/${authority}/${code}${path}`));
    const html = await answer.text();
    const marked = html.replace('<main id="page">', (main) => main + banner(address, code, langs));
    return {
      status: answer.status,
      html: marked,
      policy: answer.headers.get('content-security-policy') ?? '',
    };
  });
  // What is not in the right shape has no page; the draft says what to put right.
  if ('faults' in seen) redirect(303, address);
  const { status, html, policy } = seen.answer;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return new Response(html, { status, headers });
});
