import { fail, redirect } from '@sveltejs/kit';
import { findHindrances, retirePiece } from '$lib/content/publish.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findUses } from '../../../../../../../content-uses.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { openAt, titleOf } from '../../../piece-form.server.ts';
import { whyFault } from '../../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const { db } = locals.services;
  const open = await openAt(locals.services, params);
  if (!open.live) throw new Refusal('not-found');
  const hindrances = await findHindrances(db, params.authority, open, findUses);
  return {
    title: titleOf(open),
    address: `/${params.authority}/desk/content/${params.kind}/${params.item}`,
    newest: open.newest,
    hindrances,
  };
});

export const actions = {
  default: asStaff('edit-content', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const why = (typed.why ?? '').trim();
    const fault = whyFault(why);
    if (fault) return fail(400, { typed, faults: { why: fault } });
    const name = { kind: params.kind, id: params.item };
    const newest = wholeNumber(typed.newest);
    const retired = await retirePiece(locals.services, person.personId, params.authority, name, {
      newest,
      why,
      findUses,
    });
    if ('overtaken' in retired) throw new Refusal('moved-on');
    if ('faults' in retired) return fail(400, { typed, faults: {} });
    redirect(303, `/${params.authority}/desk/content`);
  }),
};
