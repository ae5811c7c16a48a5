import { json } from '@sveltejs/kit';
import { summarySchema } from '$lib/summaries/summary-schema.ts';
import { asStaff } from '../../../../guard.server.ts';

/** What the JSON of a summary looks like, for whoever reads it with a program. */
export const GET = asStaff('read-summaries', () => json(summarySchema));
