import { isLate, isLookedAtAgain, type Decision } from '$lib/change/decision.ts';

/** A decision as a list shows it. */
export function listed(decision: Decision, names: Map<string, string>, personId: string, today: string) {
  return {
    decisionId: decision.decisionId,
    said: decision.texts.en?.said ?? '',
    state: decision.state,
    answered: decision.answered,
    dueOn: decision.dueOn,
    owner: decision.ownerRole || (names.get(decision.ownerId) ?? ''),
    mine: decision.ownerId === personId,
    late: isLate(decision, today),
    again: isLookedAtAgain(decision),
  };
}

export type Listed = ReturnType<typeof listed>;
