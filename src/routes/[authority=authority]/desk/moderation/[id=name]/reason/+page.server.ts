import { fail, redirect } from '@sveltejs/kit';
import { reopenBecauseAccepted } from '$lib/change/check-back.server.ts';
import { findForModeration } from '$lib/moderation/find-for-moderation.server.ts';
import { settleReason } from '$lib/moderation/settle-reason.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** The page of an answer that could not be taken: what is to be settled stands beside the words, on the message's own. */
export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  await findForModeration(locals.services.db, person.personId, params.authority, params.id);
  return { back: `/${params.authority}/desk/moderation/${params.id}` };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    await findForModeration(services.db, person.personId, params.authority, params.id);
    const { entry = '', verdict } = await readForm(request);
    if (verdict !== 'accepted' && verdict !== 'set-aside')
      return fail(400, { fault: 'Go back and choose whether it is a reason to look again.' });
    const at = services.clock();
    const words = { messageId: params.id, entryId: entry };
    // Only here do a message and a decision meet: the decision learns that there was a reason, never whose or what.
    await services.db.transaction().execute(async (trx) => {
      const { personId } = person;
      const reason = await settleReason(trx, services.ring, personId, params.authority, words, verdict, at);
      if (verdict === 'accepted')
        await reopenBecauseAccepted(trx, services.auditKey, params.authority, reason, personId, at);
    });
    await tellSenders(services, params.authority);
    redirect(303, `/${params.authority}/desk/moderation/${params.id}`);
  }),
};
