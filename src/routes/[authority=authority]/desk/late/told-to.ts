import type { Role } from '$lib/identity/roles.ts';
import type { LateHold } from '$lib/screening/late-holds.queries.server.ts';

/** The late hand-overs that have reached one of these roles by now. */
export function toldTo(roles: readonly Role[], holds: readonly LateHold[]): LateHold[] {
  return holds.filter(({ told }) => told.some((role) => roles.includes(role)));
}
