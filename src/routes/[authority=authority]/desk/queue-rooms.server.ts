import { moderationQueue } from '$lib/moderation/queue.queries.server.ts';
import { screeningQueue } from '$lib/screening/queue.queries.server.ts';
import type { QueueRoom } from './queue-page.server.ts';

export const screeningRoom: QueueRoom = { queue: screeningQueue, clock: 'screening' };
export const moderationRoom: QueueRoom = { queue: moderationQueue, clock: 'moderation' };
