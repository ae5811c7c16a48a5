import { redirect } from '@sveltejs/kit';
import { wholeNumber } from '$lib/platform/forms.ts';
import { signOffSummary } from '$lib/summaries/sign-off-summary.server.ts';
import { findSummary } from '$lib/summaries/summary.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('sign-off-summaries', async ({ params, locals }: PageServerLoadEvent) => ({
  version: (await findSummary(locals.services.db, params.authority, params.id)).version,
  back: `/${params.authority}/desk/summaries/${params.id}`,
}));

export const actions = {
  default: asStaff('sign-off-summaries', async ({ params, locals, request }: RequestEvent, person) => {
    const version = wholeNumber((await readForm(request)).version);
    await signOffSummary(locals.services, person.personId, params.authority, params.id, version);
    redirect(303, `/${params.authority}/desk/summaries/${params.id}`);
  }),
};
