import { expect, test } from 'vitest';
import { readCast } from '../../src/commands/cast-file.ts';
import { addStaff } from '../../src/commands/demo-people.ts';
import { addYoung } from '../../src/commands/demo-young.ts';
import { playCast } from '../../src/commands/play-cast.ts';
import { playReviews } from '../../src/commands/play-reviews.ts';
import { findBreak } from '../../src/lib/audit/audit.server.ts';
import { findAuthority } from '../../src/lib/authorities/authorities.queries.server.ts';
import { findPublished } from '../../src/lib/change/decision.queries.server.ts';
import { findReleasedBetween } from '../../src/lib/moderation/point.queries.server.ts';
import { comingEvents } from '../../src/lib/offer/schedule.ts';
import { findServices } from '../../src/lib/offer/services.queries.server.ts';
import { toDay } from '../../src/lib/platform/clock.ts';
import { endedPeriods } from '../../src/lib/platform/period.ts';
import { findKeptFigures } from '../../src/lib/promise/kept-answer.queries.server.ts';
import { findStandings } from '../../src/lib/promise/standing.queries.server.ts';
import { isLate } from '../../src/lib/promise/standing.ts';
import { countReviews } from '../../src/lib/reviews/review-list.queries.server.ts';
import { makeSummary } from '../../src/lib/summaries/make-summary.server.ts';
import { findSummary } from '../../src/lib/summaries/summary.queries.server.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();

// One of them here: the other two are played each time the demo starts, and their files are checked on their own.
test('the fictional cast plays through the real program, and the half-year that ended can be summarised', async () => {
  const authorityId = 'warrington';
  const now = new Date('2026-11-22T12:00:00Z');
  const cast = await readCast(authorityId);
  const { ids } = await addStaff(world.db, world.ring, authorityId, cast.staff);
  const sent = await playCast({ db: world.db, ring: world.ring, now }, authorityId, cast, ids);
  expect(sent.size).toBe(cast.messages.length);
  const context = { db: world.db, ring: world.ring, clock: () => now };
  expect(await addYoung(context, authorityId, cast, ids, sent)).toHaveLength(1);
  expect(await playReviews({ db: world.db, ring: world.ring, now }, authorityId, cast, ids)).toBe(2);
  const list = { authorityId, personId: ids.officer ?? '' };
  // One is planned and its young person signs in; the other is past its day, and late.
  expect(await countReviews(world.db, list, 'officer', '2026-11-22')).toMatchObject({
    coming: 2,
    late: 1,
    held: 0,
  });
  expect(await findBreak(world.db, world.auditKey, authorityId)).toBeNull();
  expect((await findPublished(world.db, authorityId)).length).toBeGreaterThan(3);
  const standings = await findStandings(world.db, authorityId);
  expect(standings.size).toBe(25);
  expect(standings.get('drop-in')).toMatchObject({ number: 3, kind: 'kept' });
  expect([...standings.values()].filter((standing) => isLate(standing, '2026-11-22')).length).toBeGreaterThan(
    1,
  );
  const figures = await findKeptFigures(world.db, authorityId, now);
  expect([figures.has('named-worker'), figures.has('family-meeting')]).toEqual([true, false]);
  const authority = await findAuthority(world.db, authorityId);
  if (!authority) throw new Error('Warrington should be there.');
  const services = await findServices(world.db, authorityId, 'en');
  expect(
    comingEvents(services, toDay(now))
      .map(({ service }) => service.facts.id)
      .sort(),
  ).toEqual(cast.events.map(({ id }) => id).sort());
  for (const period of endedPeriods(now, 2)) {
    const points = await findReleasedBetween(world.db, authorityId, period.from, period.before);
    expect(points.reduce((sum, point) => sum + point.voices, 0)).toBeGreaterThanOrEqual(10);
  }
  const [period] = endedPeriods(now, 1, 'half-year');
  if (!period) throw new Error('A half-year should have ended.');
  const wanted = {
    period,
    template: 'council' as const,
    splits: { chosen: ['channel' as const], pair: null },
  };
  const id = await makeSummary({ ...world, clock: () => now }, 'worker', authority, wanted);
  expect((await findSummary(world.db, authorityId, id)).body.withheld).toBeNull();
});
