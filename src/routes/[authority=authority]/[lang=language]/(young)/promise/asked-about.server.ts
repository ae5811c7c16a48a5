import { findReleasedBetween } from '$lib/moderation/point.queries.server.ts';
import { startOfDay, toInstant } from '$lib/platform/clock.ts';
import type { Db } from '$lib/platform/database.ts';
import { endedPeriods } from '$lib/platform/period.ts';

/** What young people spoke of a year ago is not what they speak of now. */
const QUARTERS_BACK = 4;

/** How many young people spoke of each commitment, in quarters that are over: those still running would give them away. */
export async function findVoices(db: Db, authorityId: string, now: Date): Promise<Map<string, number>> {
  const ended = endedPeriods(now, QUARTERS_BACK);
  const instant = (day: string | undefined) => toInstant(startOfDay(day ?? ''));
  const points = await findReleasedBetween(
    db,
    authorityId,
    instant(ended.at(-1)?.from),
    instant(ended[0]?.before),
  );
  const voices = new Map<string, number>();
  for (const point of points) {
    for (const id of point.commitmentIds) voices.set(id, (voices.get(id) ?? 0) + point.voices);
  }
  return voices;
}
