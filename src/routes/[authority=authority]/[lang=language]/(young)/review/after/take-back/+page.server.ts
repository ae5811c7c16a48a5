import { fail } from '@sveltejs/kit';
import { Refusal } from '$lib/platform/refusal.ts';
import { takeBackAnswer, takeBackAs } from '$lib/reviews/take-back-answer.server.ts';
import { readStretched } from '$lib/voice/stretch.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import type { Services } from '../../../../../../../services.server.ts';
import { afterPage, failReview, openReview, type OpenReview } from '../after-page.server.ts';
import { startWithReceipt } from '../start-with-receipt.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asAnyone((event: PageServerLoadEvent) => startWithReceipt(event));

/** @returns false where it is not there, or was taken back before. */
async function takeBack(
  services: Services,
  authorityId: string,
  { own, opener, young }: OpenReview,
  answerId: string,
): Promise<boolean> {
  const stretched = readStretched(opener);
  const tries = young
    ? own.map(
        ({ facts }) =>
          () =>
            takeBackAs(services, young, facts.viewsId, answerId),
      )
    : stretched
      ? [() => takeBackAnswer(services, authorityId, stretched, answerId)]
      : [];
  for (const take of tries)
    try {
      await take();
      return true;
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code !== 'not-found') throw fault;
    }
  return false;
}

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { params, locals } = event;
    const { services, lang } = locals;
    const typed = await readForm(event.request);
    const opened = await openReview(event, params.authority, typed);
    if (!('own' in opened)) return failReview(event, typed, opened);
    const taken = await takeBack(services, params.authority, opened, typed.answer ?? '');
    const review = await afterPage(services, params.authority, lang, opened);
    if (taken) return { notice: 'after.said.taken' as const, review };
    return fail(409, { notice: 'after.said.takenAway' as const, refused: true, review });
  }),
};
