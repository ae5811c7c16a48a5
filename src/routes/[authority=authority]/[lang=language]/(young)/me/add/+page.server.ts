import { fail, redirect } from '@sveltejs/kit';
import { attachToPerson } from '$lib/voice/own-thread.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { openReceipt } from '../../say/receipt/thread-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung(({ params, request }: PageServerLoadEvent) => {
  if (request.method === 'GET') redirect(303, `/${params.authority}/${params.lang}/say/receipt`);
});

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { params, locals } = event;
    const typed = await readForm(event.request);
    const opened = await openReceipt(event, params.authority, { opener: typed.opener ?? '' });
    if ('fault' in opened)
      return fail(400, { fault: opened.fault, until: 'until' in opened ? opened.until : '' });
    await attachToPerson(locals.services, young, opened.open);
    redirect(303, `/${params.authority}/${params.lang}/me/${opened.open.message.messageId}`);
  }),
};
