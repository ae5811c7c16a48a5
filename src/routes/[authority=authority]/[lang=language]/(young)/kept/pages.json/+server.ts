import { error } from '@sveltejs/kit';
import { translator } from '$lib/i18n/translator.ts';
import { findMeasuredThemes } from '$lib/promise/measure.queries.server.ts';
import { slugOf } from '$lib/promise/measured-theme.ts';
import { findCommitmentIds } from '$lib/promise/promise.queries.server.ts';
import { authorityOf, findAuthorities } from '$lib/authorities/authorities.queries.server.ts';
import { findPublished } from '$lib/change/decision.queries.server.ts';
import { needs } from '$lib/offer/entitlement.ts';
import { ages } from '$lib/reviews/questions.ts';
import { findServiceIds } from '$lib/offer/services.queries.server.ts';
import { findEntitlementIds } from '$lib/offer/offer.queries.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** Pages that every council has. */
const ALWAYS = [
  '',
  '/start',
  '/promise',
  '/doing',
  '/offer',
  '/offer/check',
  '/offer/changes',
  '/offer/refused',
  '/offer/moved',
  '/offer/words.json',
  ...needs.map((need) => `/offer/need/${need}`),
  '/services',
  '/events',
  '/say',
  '/say/receipt',
  '/review',
  ...ages.map((age) => `/review/${age}`),
  '/review/after',
  '/done',
  '/review/about',
  '/help',
  '/kept',
  '/settings',
];

/** Styles, scripts, pictures and word lists that a page names. */
function assetsIn(page: string): string[] {
  const attributes = [
    ...page.matchAll(/\s(?:href|src|data-danger|data-part-script|data-sender|data-sealer)="([^"]+)"/g),
  ];
  return attributes.flatMap(([, value = '']) => value.split(' ')).filter((path) => ASSET.test(path));
}

/** The key of a form is for one phone; without one it is given its own when it is sent. */
const OWN_SEND_KEY = /(name="key" value=)"[\w-]*"/g;

const ASSET = /^\/(_app\/|icon[-.])/;

/**
 * The whole of one council in one language, for a phone to keep: every page as it is served, in one answer, because
 * pages that are much alike compress to almost nothing together.
 */
export const GET = asAnyone(async ({ params, locals, url, fetch }: RequestEvent) => {
  // Only as it is kept: making it anew for any query would be work for nothing.
  if (url.search !== '') throw new Refusal('not-found');
  const { db } = locals.services;
  const { settings } = await authorityOf(db, params.authority);
  if (!settings.languages.some((lang) => lang === params.lang)) throw new Refusal('not-found');
  const base = `/${params.authority}/${params.lang}`;
  const promised = await findCommitmentIds(db, params.authority);
  const paths = [
    ...ALWAYS,
    ...[...promised.keys()].map((id) => `/promise/theme/${id}`),
    ...[...promised.values()].flat().map((id) => `/promise/${id}`),
    ...(await findMeasuredThemes(db, params.authority)).map((theme) => `/doing/${slugOf(theme)}`),
    ...(await findEntitlementIds(db, params.authority)).map((id) => `/offer/${id}`),
    ...(await findAuthorities(db))
      .filter(({ authorityId }) => authorityId !== params.authority)
      .flatMap(({ authorityId }) => [`/offer/moved/from/${authorityId}`, `/offer/moved/to/${authorityId}`]),
    ...(await findServiceIds(db, params.authority)).map((id) => `/services/${id}`),
    ...(await findPublished(db, params.authority)).map(({ slug }) => `/done/${slug}`),
  ].map((rest) => base + rest);
  const pages: Record<string, string> = {};
  let policy = '';
  for (const path of paths) {
    const answer = await fetch(path);
    // A page that cannot be made for a moment must not be missing for a whole content version.
    if (!answer.ok) error(503, { message: 'unavailable' });
    policy ||= answer.headers.get('content-security-policy') ?? '';
    pages[path] = (await answer.text()).replace(OWN_SEND_KEY, '$1""');
    // Others want to be served meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const assets = [...new Set(Object.values(pages).flatMap(assetsIn)), `${base}/app.webmanifest`];
  const notice = translator(locals.lang)('notice.text');
  return new Response(JSON.stringify({ policy, assets, pages, notice }), {
    headers: { 'content-type': 'application/json' },
  });
});
