import { turnOnPhone } from '$lib/notices/turn-on.server.ts';
import { asYoung } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { backToPage, onlyForms, refuse } from '../notices-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung((event: PageServerLoadEvent) => onlyForms(event));

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { services, lang } = event.locals;
    const { endpoint = '' } = await readForm(event.request);
    if (!services.push) return refuse('phone', 'notices.phone.notOffered');
    if (!(await turnOnPhone(services, young, endpoint, lang))) return refuse('phone', 'notices.faults.phone');
    return backToPage(event);
  }),
};
