import { fail, redirect } from '@sveltejs/kit';
import { encode } from 'uqr';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { countInvitation } from '$lib/identity/limits.server.ts';
import { acceptInvitation, findInvited } from '$lib/identity/invitations.server.ts';
import { codeAddress, newCodeSecret } from '$lib/identity/one-time-codes.server.ts';
import { PASSWORD_MAX, PASSWORD_MIN, passwordFault } from '$lib/identity/passwords.server.ts';
import { type Typed } from '$lib/platform/forms.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const told = {
  'too-short': `Use at least ${PASSWORD_MIN} characters. Three or four words you like are a good start.`,
  'too-long': `Use at most ${PASSWORD_MAX} characters.`,
  'too-easy': 'That is easy to guess. Leave out your name and your council, and do not repeat one letter.',
};

/** The second step: an authenticator secret to scan and a password to choose. */
function setUp(typed: Typed, secret: string, faults: Record<string, string> = {}) {
  const address = codeAddress(secret, typed.username ?? '');
  return {
    invited: {
      username: typed.username ?? '',
      invitation: typed.invitation ?? '',
      secret,
      qr: encode(address).data,
    },
    faults,
  };
}

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { authorityId } = await authorityOf(locals.services.db, params.authority);
  return { authorityId };
});

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals, request } = event;
    const typed = await readForm(request);
    const { username = '', invitation = '', password, secret, code = '' } = typed;
    const tried = await countInvitation(
      locals.services.limits,
      params.authority,
      networkOfEvent(locals.services, event),
    );
    if (tried.wait > 0) {
      event.setHeaders({ 'retry-after': String(tried.wait) });
      return fail(429, { username, minutes: Math.ceil(tried.wait / 60) });
    }
    const invited = await findInvited(locals.services, params.authority, { username, code: invitation });
    if (!invited) return fail(400, { username, wrong: true });
    await tried.wasRight();
    if (password === undefined || !secret || !/^[A-Z2-7]{32}$/.test(secret))
      return setUp(typed, newCodeSecret());
    const easy = [username, params.authority, 'saidanddone', 'password'];
    const fault = passwordFault(password, easy);
    if (fault) return fail(400, setUp(typed, secret, { password: told[fault] }));
    const accepted = await acceptInvitation(locals.services, invited, { password, codeSecret: secret, code });
    if (!accepted)
      return fail(
        400,
        setUp(typed, secret, { code: 'That code did not fit. Wait for the next one and try again.' }),
      );
    redirect(303, `/${params.authority}/desk/sign-in`);
  }),
};
