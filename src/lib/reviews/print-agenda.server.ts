import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import type { Reader } from './audience.ts';
import { answerIdsOf, type AgendaSection } from './agenda.ts';
import './agenda-prints.table.ts';
import { lockReview } from './reviews.queries.server.ts';

import { openAgenda, type Agenda } from './open-agenda.server.ts';

/** How an agenda leaves the desk: on paper, in large print, or on a screen that its readers look at. */
export const printForms = ['paper', 'large', 'show'] as const;
export type PrintForm = (typeof printForms)[number];

/**
 * Writes down that an agenda is printed or shown, and with which answers, before anybody sees it: what is taken back later
 * is told to whoever printed it.
 * @returns the print's id.
 */
export async function printAgenda(
  context: VoiceContext,
  person: Person,
  reviewId: string,
  reader: Reader,
  form: PrintForm,
): Promise<string> {
  const { db, ring, clock } = context;
  const { authorityId, personId } = person;
  const { sections } = await openAgenda(context, person, reviewId, reader);
  const at = clock();
  const printId = newId(at);
  await db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    await trx
      .insertInto('agenda_prints')
      .values({
        authority_id: authorityId,
        print_id: printId,
        review_id: reviewId,
        reader,
        answer_ids: JSON.stringify(answerIdsOf(sections)),
        printed_by: personId,
        printed_at: toInstant(at),
      })
      .execute();
    const deed = {
      actor: personId,
      action: 'review.agenda-printed',
      object: reviewId,
      meta: { reader, form },
    };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return printId;
}

export interface PrintedAgenda extends Agenda {
  printedAt: string;
  /** Answers that were on it and have been taken back since. */
  gone: number;
}

/** The answers of an agenda that its print was written down with, and no newer ones. */
const onlyThese = (sections: AgendaSection[], ids: ReadonlySet<string>): AgendaSection[] =>
  sections
    .map((section) => ({
      ...section,
      items: section.items
        .map((item) => ({ ...item, answers: item.answers.filter(({ answerId }) => ids.has(answerId)) }))
        .filter(({ answers }) => answers.length > 0),
    }))
    .filter(({ items }) => items.length > 0);

/**
 * A print as it was written down, but for what was taken back since.
 * @throws Refusal `not-found` for a print that is not of this agenda.
 */
export async function openPrint(
  context: VoiceContext,
  person: Person,
  reviewId: string,
  reader: Reader,
  printId: string,
): Promise<PrintedAgenda> {
  const row = await context.db
    .selectFrom('agenda_prints')
    .select(['answer_ids', 'printed_at'])
    .where('authority_id', '=', person.authorityId)
    .where('print_id', '=', printId)
    .where('review_id', '=', reviewId)
    .where('reader', '=', reader)
    .executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  const agenda = await openAgenda(context, person, reviewId, reader);
  const ids = new Set(JSON.parse(row.answer_ids) as string[]);
  const sections = onlyThese(agenda.sections, ids);
  return {
    ...agenda,
    sections,
    printedAt: row.printed_at,
    gone: ids.size - answerIdsOf(sections).length,
  };
}
