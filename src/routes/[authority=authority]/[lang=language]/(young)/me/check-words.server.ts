import type { RequestEvent } from '@sveltejs/kit';
import { countYoungSignIn } from '$lib/identity/limits.server.ts';
import { foldNickname } from '$lib/identity/nickname.ts';
import type { YoungSession } from '$lib/identity/young-person.ts';
import { areTheirWords } from '$lib/identity/young-sign-in.server.ts';
import { networkOfEvent } from '../../../../../network.server.ts';

/** Why somebody who is signed in was not believed to be it. */
export type WordsRefused =
  { status: 400; fault: 'words'; minutes: 0 } | { status: 429; fault: 'wait'; minutes: number };

/**
 * Asks for the three words again, before what only they themselves should do; counted with their tries at signing in.
 * @returns why they were not taken, or null.
 */
export async function checkWords(
  {
    locals: { services },
    setHeaders,
    ...event
  }: Pick<RequestEvent, 'locals' | 'platform' | 'getClientAddress' | 'setHeaders'>,
  { authorityId, personId, nickname }: YoungSession,
  words: string,
): Promise<WordsRefused | null> {
  const network = networkOfEvent(services, event);
  const tried = await countYoungSignIn(services.limits, authorityId, foldNickname(nickname), network);
  if (tried.wait > 0) {
    setHeaders({ 'retry-after': String(tried.wait) });
    return { status: 429, fault: 'wait', minutes: Math.ceil(tried.wait / 60) };
  }
  if (!(await areTheirWords(services, authorityId, personId, words.slice(0, 200))))
    return { status: 400, fault: 'words', minutes: 0 };
  await tried.wasRight();
  return null;
}
