import { toJson } from '$lib/summaries/export.ts';
import { asStaff } from '../../../../guard.server.ts';
import { exported } from '../exported.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('export-summaries', (event: RequestEvent, person) =>
  exported(event, person, event.params.id, {
    type: 'application/json',
    ending: 'json',
    write: (document) =>
      toJson(document, `${event.url.origin}/${event.params.authority}/desk/summaries/schema.json`),
  }),
);
