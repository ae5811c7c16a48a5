import { toDay } from '../platform/clock.ts';

/** Deeds of the audit record that say that somebody read a young person's words, and which role that is. */
export const openingRoles = {
  'message.read-for-screening': 'duty',
  'message.read-for-moderation': 'participation',
} as const;

type OpeningAction = keyof typeof openingRoles;
export const openingActions = Object.keys(openingRoles) as OpeningAction[];

/** That a role opened somebody's words on a day: when first, and how often. */
export interface Opening {
  role: (typeof openingRoles)[OpeningAction];
  at: string;
  times: number;
}

/** Openings by day and role, newest first: a role, never a name, and one line a day however often it was. */
export function groupOpenings(deeds: readonly { action: string; at: string }[]): Opening[] {
  const groups = new Map<string, Opening>();
  for (const { action, at } of deeds) {
    const role = openingRoles[action as OpeningAction];
    const name = `${role}/${toDay(new Date(at))}`;
    const group = groups.get(name);
    if (group) group.times += 1;
    else groups.set(name, { role, at, times: 1 });
  }
  return [...groups.values()].sort((one, other) => (one.at < other.at ? 1 : -1));
}
