import { countTry } from '$lib/notices/limits.server.ts';
import { confirmEmail } from '$lib/notices/turn-on.server.ts';
import { asYoung } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { backToPage, onlyForms, refuse, tooOften } from '../notices-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung((event: PageServerLoadEvent) => onlyForms(event));

const faults = {
  wrong: 'notices.faults.code-wrong',
  'used-up': 'notices.faults.code-used-up',
  'too-late': 'notices.faults.code-too-late',
  none: 'notices.faults.code-none',
} as const;

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { services } = event.locals;
    const { code = '' } = await readForm(event.request);
    const wait = await countTry(services.limits, young);
    if (wait > 0) return tooOften(event, 'code', wait, { code });
    const confirmed = await confirmEmail(services, young, code);
    if (confirmed === 'confirmed') return backToPage(event);
    return refuse('code', faults[confirmed], { code });
  }),
};
