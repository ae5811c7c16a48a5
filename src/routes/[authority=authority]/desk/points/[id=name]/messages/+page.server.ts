import { redirect } from '@sveltejs/kit';
import { addToDraft, takeOut } from '$lib/moderation/group.server.ts';
import { countSources, findSourceMessages } from '$lib/moderation/point-sources.queries.server.ts';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** Messages on the page: a point may have thousands. */
const LISTED = 200;

export const load = asStaff('moderate', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const { text, state, warnings } = await findPoint(db, params.authority, params.id);
  const messages = await findSourceMessages(db, params.authority, params.id, person.personId, LISTED);
  return {
    back: `/${params.authority}/desk/points/${params.id}`,
    text,
    warnings,
    mayChange: state === 'draft' || state === 'sent-back',
    messages: messages.map(({ messageId, receivedAt, lang }) => ({ messageId, receivedAt, lang })),
    count: await countSources(db, params.authority, params.id),
    taken: url.searchParams.get('taken'),
  };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request, url }: RequestEvent, person) => {
    const { message = '', back } = await readForm(request);
    const where = [locals.services, person.personId, params.authority, params.id] as const;
    if (back) await addToDraft(...where, [message]);
    else await takeOut(...where, message);
    redirect(303, `${url.pathname}${back ? '' : `?taken=${encodeURIComponent(message)}`}`);
  }),
};
