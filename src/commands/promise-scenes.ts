/** What the fictional cast says and answers of each promise. */
import { answerKept } from '../lib/promise/answer-kept.server.ts';
import { changeStanding } from '../lib/promise/change-standing.server.ts';
import { keptAnswers } from '../lib/promise/kept-answer.ts';
import { toDay } from '../lib/platform/clock.ts';
import type { Cast } from './cast-file.ts';
import type { Scene } from './cast-scene.ts';
import { DAY, timeOf } from './cast-time.ts';

/** The council's standings, those of one commitment one after the other whatever day the story is played on. */
export function standingsOf(
  cast: Cast,
  authorityId: string,
  idOf: (key: string) => string,
  now: Date,
): Scene[] {
  const said = new Map<string, { times: number; last: number }>();
  return cast.standings.map((one) => {
    const { times, last } = said.get(one.commitment) ?? { times: 0, last: 0 };
    const at = Math.max(timeOf(one, now), last + DAY);
    said.set(one.commitment, { times: times + 1, last: at });
    return {
      at,
      async play(context) {
        const dueOn = one.dueInDays === null ? null : toDay(new Date(at + one.dueInDays * DAY));
        const standing = { kind: one.standing, ownerRole: one.owner, dueOn, why: one.why };
        const actor = idOf(one.by);
        if (await changeStanding(context, actor, authorityId, one.commitment, times, standing))
          throw new Error(`The story says something of ${one.commitment} out of turn.`);
      },
    };
  });
}

/** Answers to "is this being kept for you?", each of a phone of its own, spread over the quarter. */
export function keptAnswersOf(cast: Cast, authorityId: string, now: Date): Scene[] {
  return cast.kept.flatMap((one) => {
    const said = keptAnswers.flatMap((answer) => Array<typeof answer>(one[answer]).fill(answer));
    return said.map((answer, place): Scene => {
      const day = Math.floor((place / said.length) * 85);
      return {
        at: timeOf({ quarter: one.quarter, day }, now),
        play: (context) =>
          answerKept(context, authorityId, one.commitment, answer, (quarter) =>
            context.ring.mac('once', 'kept for you', authorityId, one.commitment, quarter, `demo ${place}`),
          ),
      };
    });
  });
}
