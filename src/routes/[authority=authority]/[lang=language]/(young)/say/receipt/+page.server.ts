import { fail } from '@sveltejs/kit';
import { typedFrom } from '$lib/platform/forms.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';
import { openReceipt, threadPage } from './thread-page.server.ts';

export const actions = {
  default: asAnyone(async ({ params, locals, request }: RequestEvent) => {
    const { receipt: typed = '' } = typedFrom(await request.formData());
    const opened = await openReceipt(locals.services, params.authority, typed);
    if ('fault' in opened) return fail(400, { typed, fault: opened.fault });
    return {
      thread: await threadPage(locals.services, params.authority, locals.lang, opened.receipt, opened.open),
    };
  }),
};
