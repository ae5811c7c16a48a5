import { redirect } from '@sveltejs/kit';
import { countYoungPasskey } from '$lib/identity/limits.server.ts';
import { signInWithPasskey } from '$lib/identity/young-passkeys.server.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { readAuthentication } from '../passkey-response.ts';
import { signInHere } from '../signed-in-here.server.ts';
import type { RequestEvent } from './$types';

/** What was typed nowhere need not be kept: whatever is wrong, the sign-in page says so and has the other way in. */
export const POST = asAnyone(async (event: RequestEvent): Promise<Response> => {
  const { params, locals, cookies, url } = event;
  const { services } = locals;
  const base = `/${params.authority}/${params.lang}`;
  const used = readAuthentication((await readForm(event.request)).response ?? '');
  const tried = await countYoungPasskey(services.limits, params.authority, networkOfEvent(services, event));
  const signedIn =
    used && tried.wait === 0
      ? await signInWithPasskey(services, params.authority, { origin: url.origin }, used)
      : null;
  if (!signedIn) redirect(303, `${base}/sign-in?passkey`);
  await tried.wasRight();
  await signInHere(services, cookies, signedIn);
  redirect(303, `${base}/me`);
});
