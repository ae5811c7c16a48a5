import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { languages } from '$lib/i18n/languages.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** What a phone needs to install the app: a name, an icon and a start page that give nothing away. */
export const GET = asAnyone(async ({ params, locals }: RequestEvent) => {
  const { settings } = await authorityOf(locals.services.db, params.authority);
  if (!settings.languages.some((lang) => lang === params.lang)) throw new Refusal('not-found');
  const base = `/${params.authority}/${params.lang}`;
  const manifest = {
    id: '/',
    name: 'Said & Done',
    short_name: 'S & D',
    lang: params.lang,
    dir: languages[locals.lang].dir,
    start_url: `${base}/start`,
    scope: '/',
    display: 'standalone',
    background_color: '#fdf8f0',
    theme_color: '#2b2350',
    icons: [
      { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
      { src: '/icon-192.png', type: 'image/png', sizes: '192x192', purpose: 'any' },
      { src: '/icon-512.png', type: 'image/png', sizes: '512x512', purpose: 'any' },
      { src: '/icon-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json' },
  });
});
