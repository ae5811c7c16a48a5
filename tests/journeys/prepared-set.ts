import { passOn } from '../../src/lib/screening/screening.server.ts';
import type { World } from '../support/world.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN } from '../support/world.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { testRing } from '../support/ring.ts';
import type { Theatre } from './stage.ts';

const said = [
  'My social worker did not ring back after the visit.',
  'I like that my carer learned to cook rice the way we do at home.',
  'Nobody told me about the review until the day before.',
  'The bus to college takes an hour and a half.',
  'I want to see my sister more than once a month.',
  'The food box was good, thank you.',
  'They moved my room while I was at school.',
  'I do not know who to ask about a bank account.',
];

/** A prepared set of messages at Manchester's desk, that nobody has screened, or that were screened. */
export async function prepareMessages(theatre: Theatre, count: number, screened = false): Promise<string[]> {
  const context = { db: theatre.database.db, ring: testRing, clock: () => new Date() } as World;
  const duty = theatre.people.find(({ roles }) => roles.includes('safeguarding-duty'));
  if (!duty) throw new Error('Somebody should be on duty.');
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const draft = aDraft(`${said[nth % said.length]} (${nth + 1})`);
    const { messageId } = await receiveMessage(context, 'manchester', draft, aSendKey());
    if (screened) await passOn(context, 'system', 'manchester', messageId, EVERYTHING_SEEN);
    ids.push(messageId);
  }
  return ids;
}
