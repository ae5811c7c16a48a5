import { fail, redirect } from '@sveltejs/kit';
import { bodyOf, typedOf } from '$lib/content/find-piece.server.ts';
import { staleLangs } from '$lib/content/overview.server.ts';
import { publishFaults } from '$lib/content/publish-gate.ts';
import { overtakenBy, saveDraft } from '$lib/content/save-draft.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { faultsIn, namesOf, openAt, partsOf, titleOf } from '../../piece-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const open = await openAt(locals.services, params);
  const { kind, id, live, draft, newest, langs, gate } = open;
  const who = await namesOf(locals.services, params.authority);
  const [typed, body] = [typedOf(open), bodyOf(open)];
  const overtaken = draft && overtakenBy(open, { version: draft.version, basedOn: draft.basedOn });
  return {
    piece: { kind: kind.name, kindLabel: kind.label, id, title: titleOf(open) },
    address: `/${params.authority}/desk/content/${kind.name}/${id}`,
    live: live && { national: live.national },
    draft: draft && { by: who(draft.by), at: draft.at },
    version: draft?.version ?? 0,
    basedOn: newest,
    langs,
    words: kind.words,
    parts: partsOf(open, typed),
    typed,
    stale: body ? staleLangs(body) : [],
    faults: draft && body ? faultsIn(open, typed, publishFaults(kind, id, body, gate)) : [],
    overtaken: overtaken && { ...overtaken, by: who(overtaken.by) },
  };
});

export const actions = {
  default: asStaff('edit-content', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const name = { kind: params.kind, id: params.item };
    const overtaken = await saveDraft(locals.services, person.personId, params.authority, name, typed);
    if (!overtaken) redirect(303, `/${params.authority}/desk/content/${params.kind}/${params.item}`);
    const who = await namesOf(locals.services, params.authority);
    const open = await openAt(locals.services, params);
    return fail(409, {
      typed,
      parts: partsOf(open, typed),
      overtaken: { ...overtaken, by: who(overtaken.by) },
    });
  }),
};
