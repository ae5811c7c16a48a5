import { countTrial } from '$lib/notices/limits.server.ts';
import { tellNow } from '$lib/notices/tell.server.ts';
import { asYoung } from '../../../../../../guard.server.ts';
import { onlyForms, tooOften, type NoticesOutcome } from '../notices-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung((event: PageServerLoadEvent) => onlyForms(event));

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { services } = event.locals;
    const wait = await countTrial(services.limits, young);
    if (wait > 0) return tooOften(event, 'try', wait);
    const outcomes = await tellNow(services, young);
    const tried =
      outcomes.length === 0 ? 'none' : outcomes.every((one) => one === 'sent') ? 'sent' : 'notSent';
    const outcome: NoticesOutcome = { field: 'try', tried: `notices.tried.${tried}` };
    return { outcome };
  }),
};
