import { fail } from '@sveltejs/kit';
import { Refusal } from '$lib/platform/refusal.ts';
import { giveFeedback } from '$lib/reviews/give-feedback.server.ts';
import { readFeedback } from '$lib/reviews/read-feedback.ts';
import { soundsLikeDanger } from '$lib/help/danger-words.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { afterPage, failReview, openReview } from '../after-page.server.ts';
import { startWithReceipt } from '../start-with-receipt.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const { listened = '', understood = '', words = '', ...typed } = await readForm(event.request);
    const said = { listened, understood, words };
    const danger = soundsLikeDanger(words);
    const opened = await openReview(event, params.authority, typed);
    if (!('own' in opened)) {
      const failed = failReview(event, typed, opened);
      // What was written stays, with what opens it.
      return 'elsewhere' in failed
        ? failed
        : fail(failed.status, { ...failed.data, said, opener: typed.opener ?? '' });
    }
    const page = () => afterPage(services, params.authority, lang, opened);
    const feedback = readFeedback(said);
    if ('fault' in feedback)
      return fail(400, { feedbackFault: feedback.fault, said, danger, review: await page() });
    try {
      await giveFeedback(services, params.authority, opened.own[0].facts, feedback);
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== 'not-found') throw fault;
      return fail(409, { notice: 'after.tick.gone' as const, refused: true, said, review: await page() });
    }
    return { notice: 'after.feedback.told' as const, danger, review: await page() };
  }),
};
