import { Refusal } from '$lib/platform/refusal.ts';
import { noteLooked } from '$lib/voice/own-messages.queries.server.ts';
import { openOwnThread } from '$lib/voice/own-thread.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import { threadPage } from '../../say/receipt/thread-page.server.ts';
import { ownOpener } from '../own-opener.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asYoung(async ({ params, locals }: PageServerLoadEvent, young) => {
  const { services, lang } = locals;
  const open = await openOwnThread(services.db, young, params.id);
  if (!open) throw new Refusal('not-found');
  const thread = await threadPage(services, params.authority, lang, { open, opener: ownOpener(params.id) });
  await noteLooked(services.db, params.authority, young.personId, params.id);
  return { thread };
});
