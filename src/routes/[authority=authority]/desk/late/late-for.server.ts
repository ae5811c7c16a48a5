import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findLateDecisions, type LateDecision } from '$lib/change/late-decisions.queries.server.ts';
import { lastDueThatReached, lateSteps, stepsReached, type LateStep } from '$lib/change/lateness.ts';
import type { Person } from '$lib/identity/person.ts';
import { toDay } from '$lib/platform/clock.ts';
import type { Services } from '../../../../services.server.ts';

const roleOf = { owner: 'decision-owner', 'service-lead': 'service-lead', advocate: 'advocate' } as const;

/** The late decisions that have reached somebody: their own, and those that went on to a role of theirs. */
export async function findLateFor(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  authorityId: string,
  { personId, roles }: Person,
): Promise<{ decisions: (LateDecision & { reached: LateStep[]; mine: boolean })[]; more: boolean }> {
  const { settings } = await authorityOf(db, authorityId);
  const today = toDay(clock());
  const found = new Map<string, LateDecision>();
  let more = false;
  for (const step of lateSteps) {
    // Whoever owns one is its owner, whatever else they are.
    if (step !== 'owner' && !roles.includes(roleOf[step])) continue;
    const dueBy = lastDueThatReached(step, today, settings.lateness);
    const reached = await findLateDecisions(db, authorityId, dueBy, step === 'owner' ? personId : undefined);
    more ||= reached.more;
    for (const one of reached.late) found.set(one.decisionId, one);
  }
  const decisions = [...found.values()]
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map((one) => ({
      ...one,
      reached: stepsReached(one.dueOn, today, settings.lateness),
      mine: one.ownerId === personId,
    }));
  return { decisions, more };
}
