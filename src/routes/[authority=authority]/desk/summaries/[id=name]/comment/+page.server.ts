import { fail, redirect } from '@sveltejs/kit';
import { commentOnSummary } from '$lib/summaries/remark-on-summary.server.ts';
import { parseRemark } from '$lib/summaries/summary.ts';
import { findSummary } from '$lib/summaries/summary.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('comment-on-summaries', async ({ params, locals }: PageServerLoadEvent) => {
  const { state } = await findSummary(locals.services.db, params.authority, params.id);
  return { state, back: `/${params.authority}/desk/summaries/${params.id}` };
});

export const actions = {
  default: asStaff('comment-on-summaries', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const parsed = parseRemark(typed.text, 'Write what you think of it.');
    if ('fault' in parsed) return fail(400, { typed, fault: parsed.fault });
    await commentOnSummary(locals.services, person.personId, params.authority, params.id, parsed.text);
    redirect(303, `/${params.authority}/desk/summaries/${params.id}`);
  }),
};
