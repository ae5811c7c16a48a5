import { json, type RequestEvent } from '@sveltejs/kit';
import { asAnyone } from '../guard.server.ts';

/** That the process answers at all; whether it can keep what it is given is /readyz' to say. */
export const GET = asAnyone(({ locals }: RequestEvent) =>
  json({ status: 'ok', database: locals.services.kind }),
);
