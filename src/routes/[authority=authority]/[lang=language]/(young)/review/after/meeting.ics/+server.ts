import { redirect } from '@sveltejs/kit';
import { asAnyone } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import { openReview } from '../after-page.server.ts';
import { meetingFile } from '../meeting-file.server.ts';
import type { RequestEvent } from './$types';

/** The meeting for a calendar. What opens it is in the form, never in the address. */
export const POST = asAnyone(async (event: RequestEvent) => {
  const { params, locals } = event;
  const opened = await openReview(event, params.authority, await readForm(event.request));
  if (!('own' in opened)) redirect(303, `/${params.authority}/${params.lang}/review/after`);
  return meetingFile(locals.services, params.authority, locals.lang, opened.own[0].facts.reviewId);
});
