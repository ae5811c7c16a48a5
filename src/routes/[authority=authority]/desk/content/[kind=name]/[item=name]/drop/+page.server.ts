import { redirect } from '@sveltejs/kit';
import { dropDraft } from '$lib/content/save-draft.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { openAt, titleOf } from '../../../piece-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const open = await openAt(locals.services, params);
  if (!open.draft) throw new Refusal('not-found');
  return {
    title: titleOf(open),
    address: `/${params.authority}/desk/content/${params.kind}/${params.item}`,
    version: open.draft.version,
  };
});

export const actions = {
  default: asStaff('edit-content', async ({ params, locals, request }: RequestEvent, person) => {
    const { version } = await readForm(request);
    const { kind, id, live } = await openAt(locals.services, params);
    const name = { kind: kind.name, id };
    const seen = wholeNumber(version);
    if (!(await dropDraft(locals.services, person.personId, params.authority, name, seen)))
      throw new Refusal('moved-on');
    redirect(303, `/${params.authority}/desk/content${live ? `/${kind.name}/${id}` : ''}`);
  }),
};
