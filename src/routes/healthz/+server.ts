import { json, type RequestEvent } from '@sveltejs/kit';
import { asAnyone } from '../guard.server.ts';

/** Whether this process can serve, and from which database. */
export const GET = asAnyone(async ({ locals }: RequestEvent) => {
  const { db, kind } = locals.services;
  await db.selectFrom('authorities').select('authority_id').limit(1).execute();
  return json({ status: 'ok', database: kind });
});
