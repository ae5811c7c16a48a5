import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { periodName } from '$lib/platform/period.ts';
import { breakdownNames } from '$lib/summaries/breakdown-names.ts';
import { makeSummary } from '$lib/summaries/make-summary.server.ts';
import { findSummaries, findSummaryOf } from '$lib/summaries/summary.queries.server.ts';
import { templateFacts, templates } from '$lib/summaries/templates.ts';
import { pairsOffered, parseSplits, reportsOffered, splitsOffered } from '$lib/summaries/wanted.ts';
import { asStaff } from '../../../guard.server.ts';
import { readForm } from '../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('read-summaries', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const seesDrafts = may(person.roles, 'comment-on-summaries');
  const all = await findSummaries(db, params.authority);
  const { settings } = await authorityOf(db, params.authority);
  const made = new Set(all.map(({ template, period }) => `${template}.${period.id}`));
  const offered = reportsOffered(clock()).filter(({ id }) => !made.has(id));
  return {
    summaries: all
      .filter(({ state }) => seesDrafts || state === 'published')
      .map(({ summaryId, template, period, state }) => ({
        summaryId,
        state,
        name: periodName(period),
        form: templateFacts[template].name,
      })),
    make: may(person.roles, 'make-summaries')
      ? {
          reports: templates.map((template) => ({
            form: `${templateFacts[template].name}: ${templateFacts[template].what}`,
            periods: offered.filter((one) => one.template === template).map(({ id, name }) => ({ id, name })),
          })),
          splits: splitsOffered(settings.reports.ruledOut).map((id) => ({ id, name: breakdownNames[id] })),
          pairs: pairsOffered(settings.reports.ruledOut),
          ruledOut: settings.reports.ruledOut.map((id) => breakdownNames[id].toLowerCase()),
        }
      : null,
  };
});

export const actions = {
  default: asStaff('make-summaries', async ({ params, locals, request }: RequestEvent, person) => {
    const { services } = locals;
    const authority = await authorityOf(services.db, params.authority);
    const typed = await readForm(request);
    const report = reportsOffered(services.clock()).find(({ id }) => id === typed.report);
    const parsed = parseSplits(typed, authority.settings.reports.ruledOut);
    const faults = {
      ...('faults' in parsed ? parsed.faults : {}),
      ...(report ? {} : { report: 'Choose a report, of a time that has ended.' }),
    };
    if (!report || 'faults' in parsed) return fail(400, { typed, faults, made: null });
    const there = await findSummaryOf(services.db, params.authority, report.period, report.template);
    if (there)
      return fail(409, {
        typed,
        made: there.summaryId,
        faults: {
          report:
            'This report is there already. Open it: a draft can be made anew, a published one gets a note.',
        },
      });
    const wanted = { period: report.period, template: report.template, splits: parsed.splits };
    const summaryId = await makeSummary(services, person.personId, authority, wanted);
    redirect(303, `/${params.authority}/desk/summaries/${summaryId}`);
  }),
};
