import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { KEPT_COOKIE, keepForm } from '$lib/identity/kept-forms.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { may, type Act } from '$lib/identity/roles.ts';
import { typedFrom } from '$lib/platform/forms.ts';
import { Refusal, refusalStatus } from '$lib/platform/refusal.ts';

/** What a load, action or endpoint declares: whom it is for. The route test reads it. */
export type Policy = Act | 'anyone';

type Guarded<Event, Answer> = ((event: Event) => Promise<Answer>) & { policy: Policy };

/** A refusal of the domain becomes its status here and nowhere else. */
async function refusalsAsStatuses<Answer>(run: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await run();
  } catch (fault) {
    if (fault instanceof Refusal) error(refusalStatus[fault.code], { message: fault.code, code: fault.code });
    throw fault;
  }
}

function declare<Event, Answer>(
  policy: Policy,
  run: (event: Event) => Promise<Answer>,
): Guarded<Event, Answer> {
  return Object.assign(run, { policy });
}

/** For young people and anybody else: no session is needed or looked at. */
export function asAnyone<Event extends RequestEvent, Answer>(
  run: (event: Event) => Promise<Answer> | Answer,
): Guarded<Event, Answer> {
  return declare('anyone', (event: Event) => refusalsAsStatuses(() => run(event)));
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
    const { person } = event.locals;
    if (!person) return redirect(303, await signInAddress(event));
    if (person.authorityId !== event.params.authority || !may(person.roles, act)) {
      error(404, { message: 'not-found', code: 'not-found' });
    }
    return refusalsAsStatuses(() => run(event, person));
  });
}

async function signInAddress(event: RequestEvent): Promise<string> {
  const { services, formerly } = event.locals;
  const { pathname } = event.url;
  const authorityId = event.params.authority ?? '';
  if (event.request.method === 'POST' && formerly?.authorityId === authorityId) {
    const typed = typedFrom(await event.request.formData());
    const token = await keepForm(services, authorityId, formerly.personId, { path: pathname, typed });
    event.cookies.set(KEPT_COOKIE, token, {
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'strict',
      maxAge: 3600,
    });
  }
  return `/${authorityId}/desk/sign-in?next=${encodeURIComponent(pathname)}`;
}
