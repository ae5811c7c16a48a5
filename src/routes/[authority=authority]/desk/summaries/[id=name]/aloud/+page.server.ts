import { titleOf } from '$lib/summaries/document.ts';
import { spoken } from '$lib/summaries/spoken.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { documentFor } from '../../seen.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('read-summaries', async ({ params, locals }: PageServerLoadEvent, person) => {
  const document = await documentFor(locals.services.db, person, params.id);
  return {
    title: titleOf(document),
    draft: document.summary.state === 'draft',
    passages: spoken(document),
    back: `/${params.authority}/desk/summaries/${params.id}`,
  };
});
