import type { Cookies } from '@sveltejs/kit';
import { startYoungSession, YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import type { WithKey } from '$lib/identity/young-sign-up.server.ts';
import type { Services } from '../../../../../services.server.ts';

/** Tells the phone's own scripts that it is worth asking who is signed in (say/signed-in.ts). It says no more. */
const MARK_COOKIE = 'young-here';

/** Signs somebody in on this phone until they sign out, close the browser, or are away for twenty minutes. */
export async function signInHere(
  { db, clock }: Services,
  cookies: Cookies,
  { person, privateKey }: WithKey,
): Promise<void> {
  const value = await startYoungSession(db, person, privateKey, clock());
  cookies.set(YOUNG_COOKIE, value, { path: '/', secure: true, httpOnly: true, sameSite: 'lax' });
  cookies.set(MARK_COOKIE, '1', { path: '/', secure: true, httpOnly: false, sameSite: 'lax' });
}

export function signOutHere(cookies: Cookies): void {
  cookies.delete(YOUNG_COOKIE, { path: '/' });
  cookies.delete(MARK_COOKIE, { path: '/', httpOnly: false });
}
