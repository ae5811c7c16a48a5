import type { Trx } from '../platform/database.ts';
import { findPointOf, findSources } from './moderation.queries.server.ts';
import { findPoint } from './point.queries.server.ts';
import type { Point } from './point.ts';
import './point-releases.table.ts';
import './point-sources.table.ts';

async function deletePoint(trx: Trx, authorityId: string, pointId: string): Promise<void> {
  for (const table of [
    'point_commitments',
    'point_releases',
    'point_skips',
    'point_withholdings',
    'points',
  ] as const)
    await trx
      .deleteFrom(table)
      .where('authority_id', '=', authorityId)
      .where('point_id', '=', pointId)
      .execute();
}

/** What became of the point that a message was taken out of. */
export interface TakenOut {
  /** The released point it was in: it names nobody and stays, with the counts that were frozen. */
  released: Point | null;
  /** The draft that goes back to be worded anew without it. */
  sentBack: string | null;
}

/**
 * Forgets which point a message went into. A draft of this message alone goes with it; one of several goes back to be
 * worded anew; a released one stays as it is.
 * @param why what whoever wrote a draft reads.
 */
export async function takeOutOfPoint(
  trx: Trx,
  authorityId: string,
  messageId: string,
  why: string,
): Promise<TakenOut> {
  const pointId = await findPointOf(trx, authorityId, messageId);
  if (!pointId) return { released: null, sentBack: null };
  await trx
    .deleteFrom('point_sources')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('message_id', '=', messageId)
    .execute();
  const point = await findPoint(trx, authorityId, pointId);
  if (point.state === 'released') return { released: point, sentBack: null };
  const left = (await findSources(trx, authorityId, [pointId])).length;
  if (left === 0) {
    await deletePoint(trx, authorityId, pointId);
    return { released: null, sentBack: null };
  }
  if (point.state === 'not-shared') return { released: null, sentBack: null };
  await trx
    .updateTable('points')
    .set({ state: 'sent-back', return_reason: why, voices: left, version: point.version + 1 })
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .execute();
  return { released: null, sentBack: pointId };
}
