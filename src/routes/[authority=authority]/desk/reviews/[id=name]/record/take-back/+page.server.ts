import { redirect } from '@sveltejs/kit';
import { readRecord } from '$lib/reviews/read-record.server.ts';
import { mayTakeBack, takeBackRecord } from '$lib/reviews/take-back-record.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const record = await readRecord(locals.services, person, params.id);
  return {
    reference: record.series.reference,
    opened: record.openedAt !== null,
    possible: mayTakeBack(record, locals.services.clock()),
    back: `/${params.authority}/desk/reviews/${params.id}/record`,
  };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    await readForm(request);
    await takeBackRecord(locals.services, person, params.id);
    redirect(303, `/${params.authority}/desk/reviews/${params.id}/record`);
  }),
};
