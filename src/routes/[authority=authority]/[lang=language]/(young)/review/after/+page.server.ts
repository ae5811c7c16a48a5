import { newSendKey } from '$lib/voice/send-key.server.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { afterPage, failReview, openReview } from './after-page.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** The empty form: the same for everyone. */
export const load = asAnyone((_event: PageServerLoadEvent) => ({ sendKey: newSendKey() }));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const typed = await readForm(event.request);
    const opened = await openReview(event, params.authority, typed);
    if (!('own' in opened)) return failReview(event, typed, opened);
    return { review: await afterPage(locals.services, params.authority, locals.lang, opened) };
  }),
};
