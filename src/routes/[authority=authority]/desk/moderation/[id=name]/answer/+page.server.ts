import { fail, redirect } from '@sveltejs/kit';
import { answerSender, openForModeration } from '$lib/moderation/moderate.server.ts';
import { WORDS_MAX, wordsFault } from '$lib/voice/message.ts';
import { newSendKey, sendKeyIn } from '$lib/voice/send-key.server.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asStaff('moderate', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { message, entries } = await openForModeration(
    locals.services,
    person.personId,
    params.authority,
    params.id,
  );
  return { sendKey: newSendKey(), message, said: entries.filter((entry) => 'screened' in entry) };
});

export const actions = {
  default: asStaff('moderate', async ({ params, locals, request }: RequestEvent, person) => {
    const typed = await readForm(request);
    const words = typed.words ?? '';
    if (wordsFault(words)) {
      const fault = words.trim() === '' ? 'Write something first.' : `Use at most ${WORDS_MAX} characters.`;
      return fail(400, { typed, faults: { words: fault } });
    }
    await answerSender(
      locals.services,
      person.personId,
      params.authority,
      params.id,
      words,
      sendKeyIn(typed),
    );
    redirect(303, `/${params.authority}/desk/moderation/${params.id}`);
  }),
};
