import { openPrint, printForms } from '$lib/reviews/print-agenda.server.ts';
import { asStaff } from '../../../../../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('see-reviews', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { id, reader, print } = params;
  return {
    agenda: await openPrint(locals.services, person, id, reader, print),
    form: printForms.find((one) => one === url.searchParams.get('form')) ?? ('paper' as const),
    carried: url.searchParams.has('carried'),
  };
});
