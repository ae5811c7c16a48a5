import type { Lang } from '../i18n/languages.ts';
import type { Db } from '../platform/database.ts';
import { warningsIn, type Point, type PointState } from './point.ts';
import '../screening/staff-conflicts.table.ts';
import './point.table.ts';

export interface WaitingSketch {
  messageId: string;
  receivedAt: string;
  lang: Lang;
  sketch: string;
  stageSince: string;
}

/**
 * Sketches of waiting messages, newest first, but none that is about whoever asks.
 * @param before the last one of the page before.
 */
export async function findWaitingSketches(
  db: Db,
  authorityId: string,
  asker: string,
  limit: number,
  before?: WaitingSketch,
): Promise<WaitingSketch[]> {
  let query = db
    .selectFrom('messages')
    .select(['message_id', 'received_at', 'lang', 'sketch', 'stage_since'])
    .where('authority_id', '=', authorityId)
    .where('stage', '=', 'awaiting-moderation')
    .where('sketch', 'is not', null)
    .where('message_id', 'not in', (eb) =>
      eb
        .selectFrom('staff_conflicts')
        .select('staff_conflicts.message_id')
        .where('staff_conflicts.authority_id', '=', authorityId)
        .where('staff_conflicts.person_id', '=', asker),
    )
    .orderBy('stage_since', 'desc')
    .orderBy('message_id', 'desc')
    .limit(limit);
  if (before) {
    const { stageSince, messageId } = before;
    query = query
      .where('stage_since', '<=', stageSince)
      .where((eb) =>
        eb.or([
          eb('stage_since', '<', stageSince),
          eb.and([eb('stage_since', '=', stageSince), eb('message_id', '<', messageId)]),
        ]),
      );
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    messageId: row.message_id,
    receivedAt: row.received_at,
    lang: row.lang as Lang,
    sketch: row.sketch ?? '',
    stageSince: row.stage_since,
  }));
}

export async function findSketch(db: Db, authorityId: string, messageId: string): Promise<string | null> {
  const row = await db
    .selectFrom('messages')
    .select('sketch')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row?.sketch ?? null;
}

/** Keeps the sketch of a message that came before there were any, or under a key of before. */
export async function keepSketch(
  db: Db,
  authorityId: string,
  messageId: string,
  sketch: string,
): Promise<void> {
  await db
    .updateTable('messages')
    .set({ sketch })
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .where('stage', '=', 'awaiting-moderation')
    .execute();
}

export type ComparedPoint = Pick<Point, 'pointId' | 'text' | 'state' | 'warnings'>;

/** The newest drafts, and the newest points released since a day: at most so many of each. */
export async function findPointsToCompare(
  db: Db,
  authorityId: string,
  since: string,
  limit: number,
): Promise<ComparedPoint[]> {
  const points = db
    .selectFrom('points')
    .select(['point_id', 'text', 'state', 'warnings'])
    .where('authority_id', '=', authorityId);
  const drafts = await points
    .where('state', 'in', ['draft', 'sent-back'])
    .orderBy('drafted_at', 'desc')
    .limit(limit)
    .execute();
  const released = await points
    .where('state', '=', 'released')
    .where('released_at', '>=', since)
    .orderBy('released_at', 'desc')
    .limit(limit)
    .execute();
  return [...drafts, ...released].map((row) => ({
    pointId: row.point_id,
    text: row.text,
    state: row.state as PointState,
    warnings: warningsIn(row.warnings),
  }));
}
