import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { KEPT_COOKIE, takeKeptForm } from '$lib/identity/kept-forms.server.ts';
import { may, roleNames, type Act } from '$lib/identity/roles.ts';
import type { Typed } from '$lib/platform/forms.ts';
import { asStaff } from '../../guard.server.ts';
import type { LayoutServerLoadEvent } from './$types';

const rooms: { act: Act; href: string; label: string }[] = [
  { act: 'screen', href: '/screening', label: 'Screening' },
  { act: 'moderate', href: '/moderation', label: 'Moderation' },
  { act: 'read-points', href: '/points', label: 'Points' },
  { act: 'practise', href: '/practise', label: 'Practise' },
  { act: 'read-points', href: '/decisions', label: 'Decisions' },
  { act: 'see-lateness', href: '/late', label: 'Late' },
  { act: 'read-summaries', href: '/summaries', label: 'Summaries' },
  { act: 'change-standing', href: '/standings', label: 'Standings' },
  { act: 'edit-content', href: '/content', label: 'Content' },
  { act: 'see-reviews', href: '/reviews', label: 'Reviews' },
  { act: 'invite-young-people', href: '/young-people', label: 'Young people' },
  { act: 'manage-people', href: '/people', label: 'People' },
  { act: 'manage-people', href: '/reviews/who', label: 'Who holds reviews' },
  { act: 'read-audit', href: '/audit', label: 'Audit' },
];

export const load = asStaff(
  'be-at-the-desk',
  async ({ params, locals, url, cookies }: LayoutServerLoadEvent, person) => {
    const authority = await authorityOf(locals.services.db, params.authority);
    const base = `/${params.authority}/desk`;
    const token = cookies.get(KEPT_COOKIE);
    let kept: Typed | null = null;
    // The answer to the very post that was kept must not use it up.
    if (token && !locals.keptNow) {
      kept = await takeKeptForm(locals.services, params.authority, person.personId, url.pathname, token);
      if (kept) cookies.delete(KEPT_COOKIE, { path: '/' });
    }
    return {
      base,
      council: authority.name,
      langs: authority.settings.languages,
      me: {
        id: person.personId,
        name: person.displayName,
        roles: person.roles.map((role) => roleNames[role]),
      },
      rooms: rooms
        .filter(({ act }) => may(person.roles, act))
        .map(({ href, label }) => ({ href: base + href, label })),
      /** What was being typed at this address when the session ran out. */
      kept,
    };
  },
);
