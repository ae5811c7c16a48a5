import { moderationQueue } from '../../src/lib/moderation/queue.queries.server.ts';
import { findQueuePage, screeningQueue, type Queue } from '../../src/lib/screening/queue.queries.server.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import type { QueuedMessage } from '../../src/lib/voice/queue.ts';

/** Somebody no message is about. */
export const NOBODY = 'nobody';

const headOf =
  (queue: Queue) =>
  async (db: Db, authorityId: string): Promise<QueuedMessage[]> => {
    const asked = { lateBefore: '2000-01-01T00:00:00.000Z', limit: 10_000 };
    return (await findQueuePage(db, authorityId, NOBODY, queue, asked)).messages;
  };

/** All that waits for screening, most urgent first. */
export const findAwaitingScreening = headOf(screeningQueue);
/** All that waits for moderation, most urgent first. */
export const findAwaitingModeration = headOf(moderationQueue);
