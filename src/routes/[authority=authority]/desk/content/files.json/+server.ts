import { filesOf } from '$lib/content/write-files.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** What is published, as the files of `seeds/authorities/<slug>/`, by name: to keep, to compare, to hand on. */
export const GET = asStaff('edit-content', async ({ params, locals }: RequestEvent) => {
  const files = await filesOf(locals.services.db, params.authority);
  const whole = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, JSON.parse(text)]));
  return new Response(`${JSON.stringify(whole, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${params.authority}.json"`,
    },
  });
});
