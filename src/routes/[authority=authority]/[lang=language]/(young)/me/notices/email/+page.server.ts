import { fingerprintOf } from '$lib/notices/addresses.server.ts';
import { parseEmail } from '$lib/notices/email-address.ts';
import { countCode } from '$lib/notices/limits.server.ts';
import { askToConfirm } from '$lib/notices/turn-on.server.ts';
import { asYoung } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { backToPage, onlyForms, refuse, tooOften } from '../notices-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung((event: PageServerLoadEvent) => onlyForms(event));

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { services, lang } = event.locals;
    const { email = '' } = await readForm(event.request);
    const typed = { email };
    const parsed = parseEmail(email);
    if ('fault' in parsed) return refuse('email', parsed.fault, typed);
    if (!services.mail) return refuse('email', 'notices.email.notOffered', typed);
    const { address } = parsed;
    const fingerprint = fingerprintOf(services.ring, young.authorityId, 'email', address);
    const wait = await countCode(services.limits, young, fingerprint);
    if (wait > 0) return tooOften(event, 'email', wait, typed);
    const asked = await askToConfirm(services, young, address, lang);
    if (asked === 'on-already') return refuse('email', 'notices.faults.on-already', typed);
    if (asked === 'not-sent') return refuse('email', 'notices.faults.not-sent', typed, 502);
    return backToPage(event);
  }),
};
