import { fail, redirect } from '@sveltejs/kit';
import { parsePoint } from '$lib/moderation/point.ts';
import { lookAgain } from '$lib/moderation/redaction/look-again.ts';
import { redraftPoint } from '$lib/moderation/release.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { findCommitmentIds } from '$lib/promise/promise.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { wasQuicker } from '../../was-quicker.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import { pointPage } from './point-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('read-points', ({ params, locals }: PageServerLoadEvent, person) =>
  pointPage(locals.services.db, person, params.id),
);

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const parsed = parsePoint(typed, await findCommitmentIds(locals.services.db, params.authority));
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults, again: null });
    const looked = lookAgain(typed);
    if (looked) return fail(400, { typed, ...looked });
    const version = wholeNumber(typed.version);
    const redraft = () =>
      redraftPoint(locals.services, person.personId, params.authority, params.id, version, parsed.draft);
    if (await wasQuicker(redraft)) return fail(409, { typed, faults: {}, wasQuicker: true });
    redirect(303, `/${params.authority}/desk/points`);
  }),
};
