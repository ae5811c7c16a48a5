import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { findNames } from '$lib/identity/people.queries.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { findForModeration } from '$lib/moderation/find-for-moderation.server.ts';
import { askForInterpreter, endInterpreterRequest } from '$lib/screening/interpreters.server.ts';
import { parseInterpreterRequest, parseTranslation, translatorFaults } from '$lib/screening/translation.ts';
import { findInterpreterRequest } from '$lib/screening/translations.queries.server.ts';
import {
  askMachine,
  keepTranslation,
  openTranslations,
  type Room,
} from '$lib/screening/translations.server.ts';
import type { Thread } from '$lib/voice/thread.ts';
import { readForm } from '../../../../read-form.server.ts';

/** A request about one message of one authority. */
type Event = Pick<RequestEvent<{ authority: string; id: string }>, 'params' | 'locals' | 'request'>;

/** The translations of what somebody reads, by whom and when, and whether an interpreter is waited for. */
export async function translatedFor({ services }: App.Locals, authorityId: string, thread: Thread) {
  const { messageId, lang } = thread.message;
  const said = thread.entries.filter((entry) => 'screened' in entry).map(({ entryId }) => entryId);
  const names = await findNames(services.db, authorityId);
  const translations = await openTranslations(services, authorityId, messageId, said);
  const request = await findInterpreterRequest(services.db, authorityId, messageId);
  return {
    lang,
    translations: translations.map((one) => ({ ...one, madeBy: names.get(one.madeBy) ?? '' })),
    waiting: request ? { lang: request.lang, askedAt: request.asked_at } : null,
  };
}

export type Translated = Awaited<ReturnType<typeof translatedFor>>;

/** What the page of translations shows: every line with words, and where a machine is asked. */
export async function translationPage(locals: App.Locals, authorityId: string, thread: Thread, room: Room) {
  return {
    here: `/${authorityId}/desk/${room}/${thread.message.messageId}`,
    lines: thread.entries.flatMap((entry) =>
      'screened' in entry && entry.words.trim() !== ''
        ? [{ entryId: entry.entryId, at: entry.at, words: entry.words }]
        : [],
    ),
    ...(await translatedFor(locals, authorityId, thread)),
    machine: locals.services.translator?.host ?? null,
  };
}

const pageOf = ({ params }: Event, room: Room) =>
  `/${params.authority}/desk/${room}/${params.id}/translation`;

/** Keeps what a person wrote in. */
export async function keepWritten(event: Event, person: Person, room: Room) {
  const { authority, id } = event.params;
  const typed = await readForm(event.request);
  const parsed = parseTranslation(typed);
  if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
  const words = { authorityId: authority, messageId: id, entryId: parsed.entryId };
  await keepTranslation(event.locals.services, person.personId, words, room, parsed);
  redirect(303, pageOf(event, room));
}

/** What the page says that asks a machine. */
export function machinePage(event: Pick<Event, 'params' | 'locals'> & { url: URL }, room: Room) {
  return {
    back: `/${event.params.authority}/desk/${room}/${event.params.id}/translation`,
    entry: event.url.searchParams.get('entry') ?? '',
    machine: event.locals.services.translator?.host ?? null,
  };
}

/** Asks the translation server, where there is one. */
export async function askForMachine(event: Event, person: Person, room: Room) {
  const { authority, id } = event.params;
  const { services } = event.locals;
  const { entry = '' } = await readForm(event.request);
  const { translator } = services;
  if (!translator)
    return fail(400, { entry, fault: 'There is no translation server here. Ask for an interpreter.' });
  const words = { authorityId: authority, messageId: id, entryId: entry };
  const fault = await askMachine({ ...services, translator }, person.personId, words, room);
  if (fault) return fail(400, { entry, fault: translatorFaults[fault] });
  redirect(303, pageOf(event, room));
}

/** What is with the duty team is not there for moderation. */
async function refuseOthers({ params, locals }: Event, person: Person, room: Room): Promise<void> {
  if (room === 'moderation')
    await findForModeration(locals.services.db, person.personId, params.authority, params.id);
}

/** Asks for an interpreter, or says that nobody waits for one any more. */
export async function askInterpreter(event: Event, person: Person, room: Room) {
  const { authority, id } = event.params;
  const { services } = event.locals;
  await refuseOthers(event, person, room);
  const typed = await readForm(event.request);
  if (typed.done === 'yes') {
    await endInterpreterRequest(services, person.personId, authority, id);
    redirect(303, pageOf(event, room));
  }
  const parsed = parseInterpreterRequest(typed);
  if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
  await askForInterpreter(services, person.personId, authority, id, parsed.lang);
  redirect(303, pageOf(event, room));
}
