import { redirect } from '@sveltejs/kit';
import { signOffSummary } from '$lib/summaries/summarise.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('sign-off-summaries', ({ params }: PageServerLoadEvent) => ({
  back: `/${params.authority}/desk/summaries/${params.id}`,
}));

export const actions = {
  default: asStaff('sign-off-summaries', async ({ params, locals }: RequestEvent, person) => {
    await signOffSummary(locals.services, person.personId, params.authority, params.id);
    redirect(303, `/${params.authority}/desk/summaries/${params.id}`);
  }),
};
