import { redirect } from '@sveltejs/kit';
import { openNotHappened, seeNotHappened } from '$lib/reviews/not-happened.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('see-not-happened', async ({ params, locals }: PageServerLoadEvent, person) => ({
  action: await openNotHappened(locals.services, person, params.id),
}));

export const actions = {
  default: asStaff('see-not-happened', async ({ params, locals }: RequestEvent, person) => {
    await seeNotHappened(locals.services, person, params.id);
    redirect(303, `/${params.authority}/desk/not-happened`);
  }),
};
