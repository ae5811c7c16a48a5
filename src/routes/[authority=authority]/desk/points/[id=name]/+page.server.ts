import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { parsePoint } from '$lib/moderation/point.ts';
import { lookAgain } from '$lib/moderation/redaction/look-again.ts';
import { redraftPoint } from '$lib/moderation/release.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findCommitmentIds, findPromise } from '$lib/promise/promise.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('read-points', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const authority = await authorityOf(db, params.authority);
  const { voices: _protected, ...point } = await findPoint(db, params.authority, params.id);
  const mayRelease = may(person.roles, 'release-points');
  if (point.state !== 'released' && !may(person.roles, 'see-drafts')) throw new Refusal('not-found');
  const names = await findNames(db, params.authority);
  return {
    point,
    draftedBy: names.get(point.draftedBy) ?? '',
    themes: await findPromise(db, authority, 'en'),
    mayRelease: mayRelease && point.state === 'draft' && point.draftedBy !== person.personId,
    mayRedraft: may(person.roles, 'moderate') && point.state !== 'released',
  };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const parsed = parsePoint(typed, await findCommitmentIds(locals.services.db, params.authority));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults, again: null });
    const looked = lookAgain(typed);
    if (looked) return fail(400, { typed, ...looked });
    const version = wholeNumber(typed.version);
    await redraftPoint(locals.services, person.personId, params.authority, params.id, version, parsed.draft);
    redirect(303, `/${params.authority}/desk/points`);
  }),
};
