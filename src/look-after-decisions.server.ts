import { askAgain, closeFinished } from './lib/change/ask-again.server.ts';
import { moveShownOfQuarter } from './lib/change/check-back.queries.server.ts';
import { noteLateness } from './lib/change/note-lateness.server.ts';
import { tellSenders } from './lib/moderation/thread-lines.server.ts';
import type { VoiceContext } from './lib/voice/arrivals.server.ts';
import type { ChangeContext } from './lib/change/decide.server.ts';

/**
 * What becomes of decisions with time: whom lateness has reached, the second asking, the end. Each is done once however
 * often this runs, whatever the clock does between, and on however many servers.
 */
export async function lookAfterDecisions(
  context: ChangeContext & VoiceContext,
  authorityId: string,
): Promise<void> {
  await noteLateness(context, authorityId);
  await closeFinished(context, authorityId);
  await askAgain(context, authorityId);
  await moveShownOfQuarter(context.db, authorityId, context.clock());
  await tellSenders(context, authorityId);
}
