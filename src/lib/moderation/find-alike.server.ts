import { endedPeriods } from '../platform/period.ts';
import { alikeBy, featuresOf, likeness, type Alike } from '../screening/sketch.ts';
import { keepableSketch, readSketch } from '../screening/sketch.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import type { Thread } from '../voice/thread.ts';
import {
  findPointsToCompare,
  findSketch,
  findWaitingSketches,
  keepSketch,
  type ComparedPoint,
  type WaitingSketch,
} from './alike.queries.server.ts';
import { alikeToPoint } from './alike.ts';

/** What one message is compared with when its page is opened. */
const MESSAGES = 2_000;
const POINTS = 300;
const QUARTERS = 4;

/** What is shown of it. */
const SHOWN = 20;
const POINTS_SHOWN = 5;

export interface AlikeMessage extends Pick<WaitingSketch, 'messageId' | 'receivedAt' | 'lang'> {
  alike: Alike;
}

/** What may say the same as a message. No words of other messages: they open by their links, and that is recorded. */
export interface AlikeFound {
  messages: AlikeMessage[];
  /** How many waiting messages are very alike, shown or not, among those compared. */
  veryAlike: number;
  points: (ComparedPoint & { alike: Alike })[];
}

const wordsIn = ({ entries }: Thread) =>
  entries.flatMap((entry) => (entry.kind === 'said' ? [entry.words] : [])).join('\n');

async function sketchOfThread(
  { db, ring }: VoiceContext,
  authorityId: string,
  thread: Thread,
): Promise<string | null> {
  const { messageId } = thread.message;
  const stored = readSketch(ring, await findSketch(db, authorityId, messageId));
  if (stored) return stored;
  const fresh = keepableSketch(ring, authorityId, wordsIn(thread));
  if (fresh) await keepSketch(db, authorityId, messageId, fresh);
  return readSketch(ring, fresh);
}

/** Finds what may say the same as a message that somebody has open. */
export async function findAlike(
  context: VoiceContext,
  asker: string,
  authorityId: string,
  thread: Thread,
): Promise<AlikeFound> {
  const { db, ring, clock } = context;
  const none = { messages: [], veryAlike: 0, points: [] };
  if (thread.message.stage !== 'awaiting-moderation') return none;
  const sketch = await sketchOfThread(context, authorityId, thread);
  const waiting = sketch ? await findWaitingSketches(db, authorityId, asker, MESSAGES) : [];
  const messages = waiting
    .filter(({ messageId }) => messageId !== thread.message.messageId)
    .flatMap(({ messageId, receivedAt, lang, sketch: stored }) => {
      const other = readSketch(ring, stored);
      const share = sketch && other ? likeness(sketch, other) : 0;
      const alike = alikeBy(share);
      return alike ? [{ messageId, receivedAt, lang, alike, share }] : [];
    })
    .sort((a, b) => b.share - a.share);
  const said = featuresOf(wordsIn(thread));
  const since = endedPeriods(clock(), QUARTERS).at(-1)?.from ?? '';
  const points = (await findPointsToCompare(db, authorityId, since, POINTS))
    .flatMap((point) => {
      const found = alikeToPoint(said, point.text);
      return found ? [{ ...point, ...found }] : [];
    })
    .sort((a, b) => b.share - a.share);
  return {
    messages: messages.slice(0, SHOWN).map(({ share: _share, ...message }) => message),
    veryAlike: messages.filter(({ alike }) => alike === 'very').length,
    points: points.slice(0, POINTS_SHOWN).map(({ share: _share, ...point }) => point),
  };
}

/** Every waiting message that is very alike to one, however many wait: for grouping them without a list of ids. */
export async function findVeryAlike(
  { db, ring }: VoiceContext,
  asker: string,
  authorityId: string,
  messageId: string,
): Promise<string[]> {
  const sketch = readSketch(ring, await findSketch(db, authorityId, messageId));
  if (!sketch) return [];
  const found: string[] = [];
  for (let page = await findWaitingSketches(db, authorityId, asker, MESSAGES); page.length > 0;) {
    for (const other of page) {
      const read = readSketch(ring, other.sketch);
      if (other.messageId !== messageId && read && alikeBy(likeness(sketch, read)) === 'very')
        found.push(other.messageId);
    }
    if (page.length < MESSAGES) break;
    page = await findWaitingSketches(db, authorityId, asker, MESSAGES, page.at(-1));
  }
  return found;
}
