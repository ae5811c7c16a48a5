/** Who is signed in on this phone: for pages that are kept and so cannot say it themselves. */
export interface SignedIn {
  personId: string;
  publicKey: string;
  nickname: string;
}

/** The place of somebody's id in the form until it is known who is signed in: never an id, and never "nobody". */
export const NOT_KNOWN = 'not-known';

/** Set beside the session when somebody signs in (sign-in/signed-in-here.server.ts). It says nothing of who. */
const MARK = /(?:^|;\s*)young-here=1(?:;|$)/;

/** Whether somebody signed in on this phone and has not signed out: their session may have run out. */
export const isMarkedSignedIn = (): boolean => MARK.test(document.cookie);

/** Asks only where somebody signed in on this phone. @returns null where nobody is, or nobody can be asked now. */
export async function whoIsSignedIn(): Promise<SignedIn | null> {
  if (!isMarkedSignedIn()) return null;
  const [, authority = '', lang = ''] = location.pathname.split('/');
  try {
    const answer = await fetch(`/${authority}/${lang}/me/who.json`, { cache: 'no-store' });
    const who = answer.ok ? ((await answer.json()) as Partial<SignedIn>) : {};
    const { personId, publicKey, nickname } = who;
    return personId && publicKey && nickname ? { personId, publicKey, nickname } : null;
  } catch {
    return null;
  }
}
