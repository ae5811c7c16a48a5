import { redirect } from '@sveltejs/kit';
import { readers } from '$lib/reviews/audience.ts';
import { openAgenda } from '$lib/reviews/open-agenda.server.ts';
import { printAgenda, printForms } from '$lib/reviews/print-agenda.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('see-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const agenda = await openAgenda(locals.services, person, params.id, params.reader);
  return { agenda, readers: agenda.lookedAtBy === 'officer' ? readers : ([params.reader] as const) };
});

export const actions = {
  default: asStaff('see-reviews', async ({ params, locals, request, url }: RequestEvent, person) => {
    const typed = await readForm(request);
    const form = printForms.find((one) => one === typed.form) ?? 'paper';
    const printId = await printAgenda(locals.services, person, params.id, params.reader, form);
    const carried = typed.carried === 'yes' ? '&carried' : '';
    redirect(303, `${url.pathname}/print/${printId}?form=${form}${carried}`);
  }),
};
