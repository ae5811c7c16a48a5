import { fail } from '@sveltejs/kit';
import { invite } from '$lib/identity/invitations.server.ts';
import { findEveryone } from '$lib/identity/people.queries.server.ts';
import { USERNAME } from '$lib/identity/person.ts';
import { isRole, roleNames, roles, rolesClash } from '$lib/identity/roles.ts';
import { idsIn } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../guard.server.ts';
import { readForm } from '../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const NAME_MAX = 80;

export const load = asStaff('manage-people', async ({ params, locals }: PageServerLoadEvent) => ({
  everyone: (await findEveryone(locals.services.db, params.authority)).map((person) => ({
    ...person,
    roleNames: person.roles.map((role) => roleNames[role]),
  })),
  allRoles: roles.map((role) => ({ role, name: roleNames[role] })),
}));

export const actions = {
  default: asStaff('manage-people', async ({ params, locals, request }: RequestEvent, actor) => {
    const typed = await readForm(request);
    const chosen = idsIn(typed.roles);
    const username = (typed.username ?? '').trim().toLowerCase();
    const displayName = (typed.displayName ?? '').trim();
    const faults: Record<string, string> = {};
    if (!USERNAME.test(username)) faults.username = 'Use 3 to 40 small letters, digits, dots or dashes.';
    if (displayName === '' || displayName.length > NAME_MAX)
      faults.displayName = `Give a name, up to ${NAME_MAX} characters.`;
    const held = chosen.filter(isRole);
    if (held.length === 0 || held.length !== chosen.length) faults.roles = 'Choose at least one role.';
    else if (rolesClash(held))
      faults.roles =
        'A Council member never sees raw words: choose either that or duty and participation work.';
    if (Object.keys(faults).length > 0) return fail(400, { typed, faults });
    try {
      const newcomer = { authorityId: params.authority, username, displayName, roles: held };
      const { code } = await invite(locals.services, actor.personId, newcomer);
      return { invited: { username, code } };
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== 'moved-on') throw fault;
      return fail(400, { typed, faults: { username: 'Somebody has this name already. Choose another.' } });
    }
  }),
};
