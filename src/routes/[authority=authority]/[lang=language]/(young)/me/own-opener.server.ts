import type { Cookies } from '@sveltejs/kit';
import type { YoungSession } from '$lib/identity/young-person.ts';
import { findYoungSession, YOUNG_COOKIE } from '$lib/identity/young-sessions.server.ts';
import { openOwnThread } from '$lib/voice/own-thread.server.ts';
import type { OpenThread } from '$lib/voice/thread.ts';
import type { Services } from '../../../../../services.server.ts';

/**
 * What a form carries in place of a stretched receipt where the session opens the thread. It opens nothing by itself:
 * it only says which of their own messages is meant.
 */
export const ownOpener = (messageId: string): string => `mine.${messageId}`;

export function ownMessageIn(opener: string | undefined): string | null {
  return /^mine\.([0-9a-f-]{36})$/.exec(opener ?? '')?.[1] ?? null;
}

/** The same for one of their own reviews. */
export const ownReviewOpener = (reviewId: string): string => `review.${reviewId}`;

export function ownReviewIn(opener: string | undefined): string | null {
  return /^review\.([0-9a-f-]{36})$/.exec(opener ?? '')?.[1] ?? null;
}

/** Who is signed in at this authority, on a page that is for anybody. */
export async function signedInHere(
  { db, clock }: Services,
  cookies: Pick<Cookies, 'get'>,
  authorityId: string,
): Promise<YoungSession | null> {
  const young = await findYoungSession(db, cookies.get(YOUNG_COOKIE), clock());
  return young?.authorityId === authorityId ? young : null;
}

export async function isSignedIn(
  services: Services,
  cookies: Pick<Cookies, 'get'>,
  authorityId: string,
): Promise<boolean> {
  return (await signedInHere(services, cookies, authorityId)) !== null;
}

/** Opens one of their own threads for a form that came from it. */
export async function openOwn(
  services: Services,
  cookies: Pick<Cookies, 'get'>,
  authorityId: string,
  messageId: string,
): Promise<{ open: OpenThread; opener: string } | { fault: 'signIn.needed' | 'receipt.wrong' }> {
  const young = await signedInHere(services, cookies, authorityId);
  if (!young) return { fault: 'signIn.needed' };
  const open = await openOwnThread(services.db, young, messageId);
  return open ? { open, opener: ownOpener(messageId) } : { fault: 'receipt.wrong' };
}
