import { forgetNotices, turnOff } from '$lib/notices/turn-off.server.ts';
import { asYoung } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { backToPage, onlyForms } from '../notices-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung((event: PageServerLoadEvent) => onlyForms(event));

export const actions = {
  /** One of them, or without its id everything: what is off already stays off. */
  default: asYoung(async (event: RequestEvent, young) => {
    const { db } = event.locals.services;
    const { notice } = await readForm(event.request);
    await db
      .transaction()
      .execute((trx) => (notice ? turnOff(trx, young, notice) : forgetNotices(trx, young)));
    return backToPage(event);
  }),
};
