import { toCsv } from '$lib/summaries/export.ts';
import { asStaff } from '../../../../guard.server.ts';
import { exported } from '../exported.server.ts';
import type { RequestEvent } from './$types';

export const GET = asStaff('export-summaries', (event: RequestEvent, person) =>
  exported(event, person, event.params.id, {
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
    write: toCsv,
  }),
);
