import { fail, redirect } from '@sveltejs/kit';
import { bodyOf, typedOf } from '$lib/content/find-piece.server.ts';
import { publishFaults } from '$lib/content/publish-gate.ts';
import { publishDraft } from '$lib/content/publish.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { differences, faultsIn, openAt, titleOf, typedFor } from '../../../piece-form.server.ts';
import { whyFault } from '../../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const open = await openAt(locals.services, params);
  const { kind, id, draft, live, newest, gate } = open;
  const body = bodyOf(open);
  if (!draft || !body) throw new Refusal('not-found');
  const typed = typedOf(open);
  return {
    title: titleOf(open),
    address: `/${params.authority}/desk/content/${kind.name}/${id}`,
    version: draft.version,
    overtaken: draft.basedOn !== newest,
    faults: faultsIn(open, typed, publishFaults(kind, id, body, gate)),
    rows: differences(open, typedFor(open, live?.body ?? null), typed),
  };
});

export const actions = {
  default: asStaff('edit-content', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const why = (typed.why ?? '').trim();
    const fault = whyFault(why);
    if (fault) return fail(400, { typed, faults: { why: fault }, overtaken: false });
    const name = { kind: params.kind, id: params.item };
    const published = await publishDraft(locals.services, person.personId, params.authority, name, {
      version: wholeNumber(typed.version),
      why,
    });
    if ('overtaken' in published) return fail(409, { typed, faults: {}, overtaken: true });
    // The page itself lists what is wrong, from the same draft.
    if ('faults' in published) return fail(400, { typed, faults: {}, overtaken: false });
    redirect(303, `/${params.authority}/desk/content/${params.kind}/${params.item}/versions`);
  }),
};
