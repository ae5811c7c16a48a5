import { fail, redirect } from '@sveltejs/kit';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { findJargonIn } from '$lib/reviews/check-words.server.ts';
import { openAgenda } from '$lib/reviews/open-agenda.server.ts';
import { recordDueOn } from '$lib/reviews/planned-day.ts';
import { readRecord } from '$lib/reviews/read-record.server.ts';
import { aimFor, readingAge } from '$lib/reviews/reading-age.ts';
import { readRecordForm, toMend, withoutRow } from '$lib/reviews/record-draft.ts';
import { mayTakeBack } from '$lib/reviews/take-back-record.server.ts';
import { writeRecord } from '$lib/reviews/write-record.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals, url }: PageServerLoadEvent, person) => {
  const { services } = locals;
  const kept = await readRecord(services, person, params.id);
  const { written } = kept;
  const { heldOn } = kept.review;
  const { settings } = await authorityOf(services.db, params.authority);
  return {
    record: kept,
    dueOn: heldOn && !kept.sentAt ? recordDueOn(heldOn, settings.reviews.recordDays) : null,
    today: toDay(services.clock()),
    agenda: await openAgenda(services, person, params.id, 'officer'),
    reading: readingAge(written.text),
    easyReading: readingAge(written.easy),
    aim: aimFor(kept.ages),
    jargon: await findJargonIn(services.db, params.authority, written),
    mend:
      kept.version > 0
        ? toMend(
            written,
            toDay(services.clock()),
            new Map(kept.sentAt ? kept.own.map(({ actionId, byOn }) => [actionId, byOn]) : []),
          )
        : {},
    takeBack: mayTakeBack(kept, services.clock()),
    justKept: url.searchParams.has('kept'),
    justSent: url.searchParams.has('sent'),
  };
});

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request, url }: RequestEvent, person) => {
    const posted = await readForm(request);
    const typed = /^\d+$/.test(posted.remove ?? '') ? withoutRow(posted, Number(posted.remove)) : posted;
    const read = readRecordForm(typed);
    if ('faults' in read) return fail(400, { typed, faults: read.faults, now: null });
    const { services } = locals;
    const stored = await writeRecord(services, person, params.id, wholeNumber(typed.version), read.draft);
    if (stored) redirect(303, `${url.pathname}?kept#actions`);
    // Another tab was quicker: both are shown, and a second save keeps what is in the form.
    const { version, written } = await readRecord(services, person, params.id);
    const mine = { ...typed, version: String(version) };
    return fail(409, { typed: mine, faults: {} as Record<string, string>, now: written });
  }),
};
