import type { IdentityContext } from '../lib/identity/identity-context.ts';
import { findPerson } from '../lib/identity/people.queries.server.ts';
import { drawThreeWords } from '../lib/identity/three-words.ts';
import { findYoungInvited, inviteYoungPerson } from '../lib/identity/young-invitations.server.ts';
import { acceptYoungInvitation } from '../lib/identity/young-sign-up.server.ts';
import { attachToPerson } from '../lib/voice/own-thread.server.ts';
import { receiptWords, unkindWords } from '../lib/voice/receipt-words.ts';
import type { Sent } from '../lib/voice/send.server.ts';
import { readStretched } from '../lib/voice/stretch.ts';
import { findThreadWith } from '../lib/voice/thread.server.ts';
import type { Cast } from './cast-file.ts';
import type { DemoFile } from './demo-people.ts';
import type { CastIds } from './play-cast.ts';

const words = receiptWords.filter((word) => !unkindWords.has(word));

/**
 * Signs the cast's young people up with the codes their worker hands them, and puts some of the story's messages with
 * theirs by the receipts. Their words are drawn anew: no default account anywhere.
 */
export async function addYoung(
  context: IdentityContext,
  authorityId: string,
  { young }: Pick<Cast, 'young'>,
  ids: CastIds,
  sent: Map<string, Sent>,
): Promise<DemoFile['young']> {
  const added: DemoFile['young'] = [];
  for (const { nickname, reference, worker, messages } of young) {
    const named = await findPerson(context.db, authorityId, ids[worker] ?? '');
    if (!named) throw new Error(`The cast of ${authorityId} has no ${worker}.`);
    const { code } = await inviteYoungPerson(context, named, reference);
    const invited = await findYoungInvited(context, authorityId, code);
    const chosen = { nickname, words: drawThreeWords(words) };
    const signedUp = invited && (await acceptYoungInvitation(context, invited, chosen));
    if (!signedUp) throw new Error(`${nickname} could not sign up.`);
    for (const key of messages) {
      const receipt = readStretched(sent.get(key)?.opener ?? '');
      const open = receipt && (await findThreadWith(context, authorityId, receipt));
      if (open) await attachToPerson(context, signedUp.person, open);
    }
    added.push({ authorityId, ...chosen });
  }
  return added;
}
