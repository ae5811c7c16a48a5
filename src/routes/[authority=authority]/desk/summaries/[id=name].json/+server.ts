import { toJson } from '$lib/summaries/export.ts';
import { asStaff } from '../../../../guard.server.ts';
import { exported } from '../exported.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('read-points', (event: RequestEvent, person) =>
  exported(event, person, event.params.id, {
    type: 'application/json',
    ending: 'json',
    write: toJson,
  }),
);
