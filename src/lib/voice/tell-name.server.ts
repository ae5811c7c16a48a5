import { addOnce } from './add-once.server.ts';
import type { VoiceContext } from './arrivals.server.ts';
import type { OpenThread } from './thread.ts';

/**
 * Says who the sender is, because they chose to: the only thing that ever puts a name to a message, and never undone.
 * The name is sealed in the thread and read only where its words are.
 * @throws Refusal as `addOnce`.
 */
export async function tellName(
  context: VoiceContext,
  authorityId: string,
  open: OpenThread,
  name: string,
  sendKey: string,
): Promise<void> {
  await addOnce(context, authorityId, open, sendKey, {
    lines: [{ kind: 'named', words: name }],
    note: { named: 1 },
    action: 'message.named',
  });
}
