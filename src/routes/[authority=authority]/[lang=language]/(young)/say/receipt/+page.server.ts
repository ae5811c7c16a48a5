import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { RequestEvent } from './$types';
import { failOpening, openReceipt, threadPage } from './thread-page.server.ts';

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const typed = await readForm(event.request);
    const opened = await openReceipt(event, params.authority, typed);
    if ('elsewhere' in opened && opened.elsewhere) return { elsewhere: opened.elsewhere };
    if ('fault' in opened) return failOpening(event, typed, opened);
    return { thread: await threadPage(locals.services, params.authority, locals.lang, opened) };
  }),
};
