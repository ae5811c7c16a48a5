import { fail, redirect } from '@sveltejs/kit';
import { kinds } from '$lib/content/kinds.server.ts';
import { beginPiece } from '$lib/content/save-draft.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { readForm } from '../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-content', async (_: PageServerLoadEvent) => ({
  kinds: kinds.map(({ name, label }) => ({ value: name, label })),
}));

export const actions = {
  default: asStaff('edit-content', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const name = { kind: typed.kind ?? '', id: (typed.id ?? '').trim() };
    const fault = await beginPiece(locals.services, person.personId, params.authority, name);
    if (fault) return fail(400, { typed, faults: { [typed.kind ? 'id' : 'kind']: fault } });
    redirect(303, `/${params.authority}/desk/content/${name.kind}/${name.id}`);
  }),
};
