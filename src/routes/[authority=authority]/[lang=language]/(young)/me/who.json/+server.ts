import { json } from '@sveltejs/kit';
import { asAnyone } from '../../../../../guard.server.ts';
import { signedInHere } from '../own-opener.server.ts';
import type { RequestEvent } from './$types';

/** Who is signed in on this phone, for pages that are the same for everyone; `{}` where nobody is. Kept by nobody. */
export const GET = asAnyone(async ({ params, locals, cookies }: RequestEvent) => {
  const young = await signedInHere(locals.services, cookies, params.authority);
  const who = young ? { personId: young.personId, publicKey: young.publicKey, nickname: young.nickname } : {};
  return json(who, { headers: { 'cache-control': 'no-store' } });
});
