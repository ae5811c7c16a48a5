import { fail, redirect } from '@sveltejs/kit';
import { toDay } from '$lib/platform/clock.ts';
import { wholeNumber } from '$lib/platform/forms.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findJargonIn } from '$lib/reviews/check-words.server.ts';
import { readRecord } from '$lib/reviews/read-record.server.ts';
import { toMend } from '$lib/reviews/record-draft.ts';
import { endOf } from '$lib/reviews/reference-end.ts';
import { type NotSent, sendRecord } from '$lib/reviews/send-record.server.ts';
import { asStaff } from '../../../../../../guard.server.ts';
import { readForm } from '../../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('hold-reviews', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { db, clock } = locals.services;
  const record = await readRecord(locals.services, person, params.id);
  if (record.review.forgottenAt) throw new Refusal('removed');
  const sent = new Map(record.sentAt ? record.own.map(({ actionId, byOn }) => [actionId, byOn]) : []);
  return {
    record,
    characters: endOf(record.series.reference).length,
    jargon: await findJargonIn(db, params.authority, record.written),
    whole: record.version > 0 && Object.keys(toMend(record.written, toDay(clock()), sent)).length === 0,
  };
});

const problems: Record<Exclude<NotSent, null>, Record<string, string>> = {
  'not-held': {
    form: 'This review was not held yet. Say on its page that it was, and then send the record.',
  },
  'not-whole': {
    form: 'Something is missing, or a day has gone by. Go back to the record: it is marked there.',
  },
  jargon: { form: 'Go back and use plain words, or tick each word that your text explains.' },
  reference: { end: 'This is not how the reference ends. Is this the right review?' },
};

const EXPLAINED = 'explained.';

export const actions = {
  default: asStaff('hold-reviews', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const notSent = await sendRecord(locals.services, person, params.id, {
      version: wholeNumber(typed.version),
      referenceEnd: typed.end ?? '',
      explained: Object.keys(typed)
        .filter((name) => name.startsWith(EXPLAINED))
        .map((name) => name.slice(EXPLAINED.length)),
    });
    if (notSent) return fail(400, { typed, faults: problems[notSent] });
    redirect(303, `/${params.authority}/desk/reviews/${params.id}/record?sent`);
  }),
};
