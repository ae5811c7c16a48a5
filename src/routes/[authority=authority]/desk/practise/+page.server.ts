import { fail } from '@sveltejs/kit';
import { practiseMessages, practiseNumber, readChosen } from '$lib/moderation/practise/practise.ts';
import { asStaff } from '../../../guard.server.ts';
import { readForm } from '../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('practise', ({ url }: PageServerLoadEvent) => {
  const number = practiseNumber(url.searchParams.get('message'));
  return {
    number,
    count: practiseMessages.length,
    message: practiseMessages[number - 1] ?? null,
    next: number < practiseMessages.length ? number + 1 : 1,
  };
});

/** Answers with what was chosen, and keeps it nowhere: nobody's practising is anybody else's business. */
export const actions = {
  default: asStaff('practise', async ({ request }: RequestEvent) => {
    const chosen = readChosen(await readForm(request));
    return chosen ? { chosen } : fail(400, { fault: 'Choose first: pass it on, or hold it?' });
  }),
};
