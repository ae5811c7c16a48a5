import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { isLang, languages, negotiate } from '$lib/i18n/languages.ts';
import { spokenLangs, translator } from '$lib/i18n/translator.ts';
import { crossOrigin } from '$lib/identity/origin.ts';
import {
  findSessionOwner,
  findSessionPerson,
  peekSessionPerson,
  SESSION_COOKIE,
} from '$lib/identity/sessions.server.ts';
import { YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import { findContentVersions, versionsOn } from '$lib/authorities/authorities.queries.server.ts';
import { bridge } from './bridge.ts';
import { isUnavailable } from '$lib/platform/unavailable.ts';
import { keepPublicPages } from './front/keep-public-pages.server.ts';
import { takePiece, takeSealed } from './intake.server.ts';
import { takeViews } from './intake-views.server.ts';
import { startJobs } from './jobs.server.ts';
import { BY_ITSELF } from './front/by-itself.ts';
import { roomsChangedBy } from './front/live-rooms.ts';
import { answeredRoutes, publicRoutes } from './front/public-pages.ts';
import { kindOf, log, stackOf } from '$lib/platform/log.server.ts';
import { previewedDb } from './previewing.server.ts';
import { openServices } from './services.server.ts';

export const init: ServerInit = async () => {
  const services = await openServices();
  bridge().readContentVersions = async () =>
    versionsOn(await findContentVersions(services.db), services.clock());
  bridge().takeSealed = (incoming) => takeSealed(services, incoming);
  bridge().takePiece = (incoming) => takePiece(services, incoming);
  bridge().takeViews = (incoming) => takeViews(services, incoming);
  startJobs(services);
};

const language: Handle = ({ event, resolve }) => {
  const second = event.url.pathname.split('/')[2] ?? '';
  event.locals.lang = isLang(second)
    ? second
    : negotiate(event.request.headers.get('accept-language'), spokenLangs);
  if (!spokenLangs.includes(event.locals.lang)) event.locals.lang = 'en';
  if (event.params.lang === undefined && event.url.pathname.includes('/desk')) event.locals.lang = 'en';
  const { dir } = languages[event.locals.lang];
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.lang).replace('%dir%', dir),
  });
};

/** Refuses what another site sends in somebody's name, whatever its content type. Nothing of it is read. */
const sameOrigin: Handle = ({ event, resolve }) => {
  const { method, headers } = event.request;
  const holdsSession = [SESSION_COOKIE, YOUNG_COOKIE].some((name) => event.cookies.get(name) !== undefined);
  const refused = crossOrigin({
    method,
    site: headers.get('sec-fetch-site'),
    origin: headers.get('origin'),
    ours: event.url.origin,
    bareAllowed: !holdsSession && !event.url.pathname.includes('/desk'),
  });
  return refused ? plainAnswer(event.locals.lang, 403, 'forbidden') : resolve(event);
};

/** No form of ours names an action. The framework would look any name up, those that every object has included. */
const namelessActions: Handle = ({ event, resolve }) => {
  const named = [...event.url.searchParams.keys()].some((name) => name.startsWith('/'));
  return named && event.request.method === 'POST'
    ? plainAnswer(event.locals.lang, 404, 'notFound')
    : resolve(event);
};

/** A page made without the framework: for what is answered before any route is known. */
function plainAnswer(
  lang: App.Locals['lang'],
  status: 403 | 404,
  problem: 'forbidden' | 'notFound',
): Response {
  const t = translator(lang);
  const title = t(`errors.${problem}.title`);
  const body = `<!doctype html><html lang="${lang}" dir="${languages[lang].dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<h1>${title}</h1><p>${t(`errors.${problem}.text`)}</p><p><a href="/">${t('errors.home')}</a></p></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(body, { status, headers });
}

const session: Handle = async ({ event, resolve }) => {
  const services = await openServices();
  const previewed = previewedDb();
  event.locals.services = previewed ? { ...services, db: previewed } : services;
  event.locals.person = null;
  event.locals.formerly = null;
  event.locals.sessionFault = null;
  event.locals.keptNow = false;
  const token = event.cookies.get(SESSION_COOKIE);
  // Young people's pages look at no session of staff; their own is looked at by their own pages (guard.server.ts).
  if (!token || !event.url.pathname.includes('/desk')) return resolve(event);
  try {
    // What an open desk asks by itself must not keep somebody signed in who has gone home.
    const find = event.request.headers.has(BY_ITSELF) ? peekSessionPerson : findSessionPerson;
    event.locals.person = await find(services.db, token, services.clock());
    if (!event.locals.person) event.locals.formerly = await findSessionOwner(services.db, token);
  } catch (fault) {
    if (!isUnavailable(fault)) throw fault;
    // Said by the page itself, which gives back what was typed (routes/guard.server.ts).
    event.locals.sessionFault = fault;
  }
  return resolve(event);
};

/** Tells open desks that something may have changed, after whatever was posted is done. */
const liveDesks: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  if (event.request.method === 'POST' && response.status < 400)
    for (const room of roomsChangedBy(event.route.id ?? ''))
      event.locals.services.live.tell({ authorityId: event.params.authority ?? '', room });
  return response;
};

/** Nobody gets to a page of the desk without signing in; posts are kept first (routes/guard.server.ts). */
const desk: Handle = ({ event, resolve }) => {
  const inside = event.route.id?.startsWith('/[authority=authority]/desk') ?? false;
  const { person, sessionFault } = event.locals;
  if (inside && person === null && sessionFault === null && event.request.method !== 'POST') {
    const next = encodeURIComponent(event.url.pathname);
    // Answered and not thrown, so that it goes through `caching` like everything else.
    const location = `/${event.params.authority}/desk/sign-in?next=${next}`;
    return new Response(null, { status: 303, headers: { location } });
  }
  return resolve(event);
};

/** Who may keep an answer: a public page may be kept if it is asked about again, anything else by nobody. */
const caching: Handle = async ({ event, resolve }) => {
  const response = await resolve(event, { preload: () => false });
  const route = event.route.id ?? '';
  const shared = event.request.method !== 'POST' && publicRoutes.has(route);
  const { headers } = response;
  const byBrowsers = shared && !answeredRoutes.has(route);
  if (!headers.has('cache-control')) headers.set('cache-control', byBrowsers ? 'no-cache' : 'no-store');
  // The framework's tag is a strong one, the same for every encoding; on what nobody may keep it is of no use.
  const tag = headers.get('etag');
  if (!shared) headers.delete('etag');
  else if (tag?.startsWith('"')) headers.set('etag', `W/${tag}`);
  if (shared) headers.set('vary', 'Accept-Encoding');
  return response;
};

export const handle = sequence(
  keepPublicPages,
  caching,
  language,
  sameOrigin,
  namelessActions,
  session,
  liveDesks,
  desk,
);

/** The last resort: the fault is logged without words, addresses or names, and the reader is told what to do. */
export const handleError: HandleServerError = ({ error, event, status }) => {
  if (status < 500) return { message: 'not found' };
  log({ route: event.route.id, fault: kindOf(error), stack: stackOf(error) });
  return { message: 'broken' };
};
