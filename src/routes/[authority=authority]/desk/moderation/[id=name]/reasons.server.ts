import type { Db } from '$lib/platform/database.ts';
import { findReasons } from '$lib/voice/reasons.queries.server.ts';
import type { Thread } from '$lib/voice/thread.ts';

/** The reasons in a thread with their words, as far as moderation may read them. */
export async function reasonsIn(db: Db, authorityId: string, { message, entries }: Thread) {
  const reasons = await findReasons(db, authorityId, message.messageId);
  return reasons.flatMap((reason) => {
    const entry = entries.find(({ entryId }) => entryId === reason.entryId);
    return entry?.kind === 'said' ? [{ ...reason, words: entry.words }] : [];
  });
}
