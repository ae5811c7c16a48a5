import { addOnce, type Addition } from './add-once.server.ts';
import type { VoiceContext } from './arrivals.server.ts';
import type { PersonWanted } from './person-wanted.ts';
import type { OpenThread } from './thread.ts';

/**
 * Asks for a person to talk to. The words, how and when to reach them, are sealed and screened like any others.
 * @param words empty where nothing is said of it.
 * @throws Refusal as `addOnce`.
 */
export async function askForPerson(
  context: VoiceContext,
  authorityId: string,
  open: OpenThread,
  { who, words }: { who: PersonWanted; words: string },
  sendKey: string,
): Promise<void> {
  const how: Addition['lines'][number][] = words.trim() === '' ? [] : [{ kind: 'said', words }];
  await addOnce(context, authorityId, open, sendKey, {
    lines: [{ kind: 'person', detail: who }, ...how],
    note: { wants_person: 1 },
    action: 'message.asked-for-person',
  });
}
