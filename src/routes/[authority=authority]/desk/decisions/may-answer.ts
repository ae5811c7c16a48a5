import type { Decision } from '$lib/change/decision.ts';
import type { Person } from '$lib/identity/person.ts';
import { may } from '$lib/identity/roles.ts';

/** Who answers a decision: its owner, and the service lead for any. */
export function mayAnswer(
  { personId, roles }: Pick<Person, 'personId' | 'roles'>,
  { ownerId, state }: Pick<Decision, 'ownerId' | 'state'>,
): boolean {
  return state === 'open' && may(roles, 'decide') && (ownerId === personId || roles.includes('service-lead'));
}
