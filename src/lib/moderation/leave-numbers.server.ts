import { touchContent } from '../authorities/authorities.queries.server.ts';
import type { Trx } from '../platform/database.ts';
import { periodOf } from '../platform/period.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { voiceOf } from './freeze-voices.server.ts';
import type { Point } from './point.ts';
import './point-sources.table.ts';
import './point-voices.table.ts';

/** Whether a young person stands behind a point with another message of theirs. */
async function standsBehindStill(
  trx: Trx,
  authorityId: string,
  pointId: string,
  personId: string,
): Promise<boolean> {
  const other = await trx
    .selectFrom('point_sources')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.authority_id', '=', 'point_sources.authority_id')
        .onRef('messages.message_id', '=', 'point_sources.message_id'),
    )
    .select('messages.message_id')
    .where('point_sources.authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/**
 * Takes a message that was taken out of a released point out of that point's counts too. What was published is frozen and
 * does not change. Whose message it was may have been said after the point was released, so both ways of counting it are
 * looked for. The voice of an account that was deleted meanwhile is not found: nothing says any more that it is this one.
 */
export async function leaveNumbers(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  messageId: string,
  { pointId, releasedAt }: Point,
): Promise<void> {
  if (releasedAt === null) return;
  const period = periodOf(new Date(releasedAt)).id;
  const { person_id: person } = await trx
    .selectFrom('messages')
    .select('person_id')
    .where('authority_id', '=', authorityId)
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  const voices = [voiceOf(ring, authorityId, period, { message: messageId })];
  if (person && !(await standsBehindStill(trx, authorityId, pointId, person)))
    voices.push(voiceOf(ring, authorityId, period, { person }));
  const gone = await trx
    .deleteFrom('point_voices')
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .where('voice', 'in', voices)
    .executeTakeFirst();
  const left = Number(gone.numDeletedRows);
  if (left === 0) return;
  await trx
    .updateTable('points')
    .set((eb) => ({ voices: eb('voices', '-', left) }))
    .where('authority_id', '=', authorityId)
    .where('point_id', '=', pointId)
    .execute();
  // What is asked most is public, and counted from these.
  await touchContent(trx, authorityId);
}
