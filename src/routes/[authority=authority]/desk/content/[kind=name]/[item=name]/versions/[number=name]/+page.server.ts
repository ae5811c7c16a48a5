import { fail, redirect } from '@sveltejs/kit';
import { publishFaults } from '$lib/content/publish-gate.ts';
import { rollBack } from '$lib/content/publish.server.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../../../guard.server.ts';
import { readForm } from '../../../../../../../read-form.server.ts';
import { differences, faultsIn, namesOf, openAt, titleOf, typedFor } from '../../../../piece-form.server.ts';
import { whyFault } from '../../../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const open = await openAt(locals.services, params);
  const place = open.versions.findIndex(({ number }) => number === wholeNumber(params.number));
  const version = open.versions[place];
  if (!version) throw new Refusal('not-found');
  const who = await namesOf(locals.services, params.authority);
  const [typed, live] = [typedFor(open, version.body), typedFor(open, open.live?.body ?? null)];
  const { number, body, why, by, at } = version;
  const faults = body ? publishFaults(open.kind, open.id, body, open.gate) : [];
  return {
    title: titleOf(open),
    address: `/${params.authority}/desk/content/${params.kind}/${params.item}`,
    version: { number, why, by: who(by), at },
    before: differences(open, typedFor(open, open.versions[place + 1]?.body ?? null), typed),
    now: differences(open, live, typed),
    canGoBack: place > 0 && body !== null,
    newest: open.newest,
    faults: faultsIn(open, typed, faults),
  };
});

export const actions = {
  default: asStaff('edit-content', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const why = (typed.why ?? '').trim();
    const fault = whyFault(why);
    if (fault) return fail(400, { typed, faults: { why: fault } });
    const name = { kind: params.kind, id: params.item };
    const back = { number: wholeNumber(params.number), newest: wholeNumber(typed.newest), why };
    const published = await rollBack(locals.services, person.personId, params.authority, name, back);
    if ('overtaken' in published) throw new Refusal('moved-on');
    // The page itself lists what is wrong.
    if ('faults' in published) return fail(400, { typed, faults: {} });
    redirect(303, `/${params.authority}/desk/content/${params.kind}/${params.item}/versions`);
  }),
};
