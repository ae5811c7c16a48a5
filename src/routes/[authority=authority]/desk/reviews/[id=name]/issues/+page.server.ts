import { fail, redirect } from '@sveltejs/kit';
import { wholeNumber } from '$lib/platform/forms.ts';
import { reviewForOfficer } from '$lib/reviews/access.server.ts';
import { findIssues } from '$lib/reviews/practice-issues.queries.server.ts';
import { raiseIssue, resolveIssue } from '$lib/reviews/raise-issue.server.ts';
import { findSeries } from '$lib/reviews/reviews.queries.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db } = locals.services;
  const review = await reviewForOfficer(db, person, params.id);
  const { reference } = await findSeries(db, params.authority, review.seriesId);
  return {
    reference,
    issues: await findIssues(db, params.authority, params.id),
    back: `/${params.authority}/desk/reviews/${params.id}`,
  };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const issue = { issueId: typed.issue ?? '', version: wholeNumber(typed.version) };
    const faults = typed.issue
      ? await resolveIssue(locals.services, person, params.id, issue, typed)
      : await raiseIssue(locals.services, person, params.id, typed);
    if (faults) return fail(400, { typed, faults });
    redirect(303, `/${params.authority}/desk/reviews/${params.id}/issues`);
  }),
};
