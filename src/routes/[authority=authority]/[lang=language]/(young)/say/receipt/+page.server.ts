import { fail } from '@sveltejs/kit';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { RequestEvent } from './$types';
import { openReceipt, threadPage } from './thread-page.server.ts';

export const actions = {
  default: asAnyone(async ({ params, locals, request }: RequestEvent) => {
    const { receipt: typed = '' } = await readForm(request);
    const opened = await openReceipt(locals.services, params.authority, typed);
    if ('fault' in opened) return fail(400, { typed, fault: opened.fault });
    return {
      thread: await threadPage(locals.services, params.authority, locals.lang, opened.receipt, opened.open),
    };
  }),
};
