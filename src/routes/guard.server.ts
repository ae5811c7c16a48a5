import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { findAuthority } from '$lib/authorities/authorities.queries.server.ts';
import { KEPT_COOKIE, keepForm } from '$lib/identity/kept-forms.server.ts';
import type { Person } from '$lib/identity/person.ts';
import type { YoungSession } from '$lib/identity/young-person.ts';
import { findYoungSession, YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import { may, type Act } from '$lib/identity/roles.ts';
import { isConflict } from '$lib/platform/conflict.ts';
import { kindOf, log } from '$lib/platform/log.server.ts';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { Refusal, refusalStatus, type RefusalCode } from '$lib/platform/refusal.ts';
import { findWhatIsNow } from './[authority=authority]/desk/find-what-is-now.server.ts';
import { noteTyped, readForm } from './read-form.server.ts';

/** What a load, action or endpoint declares: whom it is for. The route test reads it. */
export type Policy = Act | 'anyone' | 'young';

type Guarded<Event, Answer> = ((event: Event) => Promise<Answer>) & { policy: Policy };

function refusalIn(fault: unknown): RefusalCode | null {
  if (fault instanceof Refusal) return fault.code;
  return isConflict(fault) ? 'moved-on' : null;
}

/** The database cannot be had for now: nothing was stored, and when to try again is said (RFC 9110, 15.6.4). */
async function sayUnavailable(
  { setHeaders, route, request }: Pick<RequestEvent, 'setHeaders' | 'route' | 'request'>,
  fault: unknown,
): Promise<never> {
  log({ route: route.id, fault: kindOf(fault), status: 503 });
  await noteTyped(request);
  try {
    setHeaders({ 'retry-after': String(TRY_AGAIN_SECONDS) });
  } catch {
    // Another load of this page has said so already.
  }
  error(503, { message: 'unavailable' });
}

/**
 * A refusal of the domain becomes its status here and nowhere else.
 * @param keep what to do first, so that nothing typed is lost.
 * @param look finds what stands there now, for somebody who was not quick enough.
 */
async function refusalsAsStatuses<Answer>(
  event: Pick<RequestEvent, 'setHeaders' | 'route' | 'request'>,
  run: () => Promise<Answer> | Answer,
  keep?: () => Promise<void>,
  look?: () => Promise<App.Error['now'] | null>,
): Promise<Answer> {
  try {
    return await run();
  } catch (fault) {
    if (isUnavailable(fault)) return sayUnavailable(event, fault);
    const code = refusalIn(fault);
    if (code === null) throw fault;
    if (code !== 'not-found') await keep?.();
    const now = code === 'moved-on' ? await look?.() : null;
    error(refusalStatus[code], { message: code, code, ...(now ? { now } : {}) });
  }
}

function declare<Event, Answer>(
  policy: Policy,
  run: (event: Event) => Promise<Answer>,
): Guarded<Event, Answer> {
  return Object.assign(run, { policy });
}

/** Nothing is taken in a language the authority does not offer: its answer could not be read. */
async function checkLanguage({ params, locals, request }: RequestEvent): Promise<void> {
  if (request.method !== 'POST' || params.lang === undefined) return;
  const authority = await findAuthority(locals.services.db, params.authority ?? '');
  if (!authority?.settings.languages.some((lang) => lang === params.lang)) throw new Refusal('not-found');
}

/** For young people and anybody else: no session is needed or looked at. */
export function asAnyone<Event extends RequestEvent, Answer>(
  run: (event: Event) => Promise<Answer> | Answer,
): Guarded<Event, Answer> {
  return declare('anyone', (event: Event) =>
    refusalsAsStatuses(event, async () => {
      await checkLanguage(event);
      return run(event);
    }),
  );
}

/** For every page there is, also the one that says what went wrong: asks the database nothing, and so cannot fail. */
export function onEveryPage<Event extends RequestEvent, Answer>(
  run: (event: Event) => Answer,
): Guarded<Event, Answer> {
  return declare('anyone', async (event: Event) => run(event));
}

/**
 * For those at the desk who may do this act. Nobody signed in: to the sign-in page, with what was typed kept.
 * Somebody of another authority or without the role: not found, the same as what is not there.
 */
export function asStaff<Event extends RequestEvent, Answer>(
  act: Act,
  run: (event: Event, person: Person) => Promise<Answer> | Answer,
): Guarded<Event, Answer> {
  return declare(act, async (event: Event) => {
    const { person, formerly, sessionFault } = event.locals;
    if (sessionFault) return sayUnavailable(event, sessionFault);
    if (!person) {
      if (formerly && formerly.authorityId === event.params.authority)
        await keepTyped(event, formerly.personId, event.request);
      return redirect(
        303,
        `/${event.params.authority}/desk/sign-in?next=${encodeURIComponent(event.url.pathname)}`,
      );
    }
    if (person.authorityId !== event.params.authority || !may(person.roles, act)) {
      error(404, { message: 'not-found', code: 'not-found' });
    }
    // A load that follows a form's action finds the body read already.
    const posted = event.request.method === 'POST' && !event.request.bodyUsed;
    const copy = posted ? event.request.clone() : null;
    return refusalsAsStatuses(
      event,
      () => run(event, person),
      async () => {
        if (copy) await keepTyped(event, person.personId, copy);
      },
      async () => (copy ? findWhatIsNow(event, person) : null),
    );
  });
}

/**
 * For a young person who is signed in. Nobody signed in: to the sign-in page. Signed in at another authority: not
 * found.
 */
export function asYoung<Event extends RequestEvent, Answer>(
  run: (event: Event, young: YoungSession) => Promise<Answer> | Answer,
): Guarded<Event, Answer> {
  return declare('young', (event: Event) =>
    refusalsAsStatuses(event, async () => {
      await checkLanguage(event);
      const { db, clock } = event.locals.services;
      const young = await findYoungSession(db, event.cookies.get(YOUNG_COOKIE), clock());
      const { authority = '', lang = '' } = event.params;
      if (young && young.authorityId !== authority) throw new Refusal('not-found');
      if (young) return run(event, young);
      return redirect(303, `/${authority}/${lang}/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
    }),
  );
}

/** Keeps what was posted, for its author alone: it is back when they open the same page again. */
async function keepTyped(event: RequestEvent, personId: string, request: Request): Promise<void> {
  if (request.method !== 'POST') return;
  event.locals.keptNow = true;
  const form = { path: event.url.pathname, typed: await readForm(request) };
  const token = await keepForm(event.locals.services, event.params.authority ?? '', personId, form);
  event.cookies.set(KEPT_COOKIE, token, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'strict',
    maxAge: 3600,
  });
}
