import { asStaff } from '../../../../../../guard.server.ts';
import { differences, namesOf, openAt, titleOf, typedFor } from '../../../piece-form.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('edit-content', async ({ params, locals }: PageServerLoadEvent) => {
  const open = await openAt(locals.services, params);
  const who = await namesOf(locals.services, params.authority);
  const typed = open.versions.map(({ body }) => typedFor(open, body));
  return {
    title: titleOf(open),
    address: `/${params.authority}/desk/content/${params.kind}/${params.item}`,
    versions: open.versions.map(({ number, body, why, by, at }, place) => ({
      number,
      why,
      by: who(by),
      at,
      gone: body === null,
      changed: differences(open, typed[place + 1] ?? {}, typed[place] ?? {}).map(({ label }) => label),
    })),
  };
});
