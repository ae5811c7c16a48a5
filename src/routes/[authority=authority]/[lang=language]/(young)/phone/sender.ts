/**
 * Loaded by `phone.ts` on pages where nothing is said, when this phone has something that waits to be sent or whose time
 * is over.
 */
import { outboxHere } from '$lib/voice/outbox-here.ts';
import { listDrafts, unmarkDraft, markedDrafts } from '$lib/voice/outbox-drafts.ts';
import { reconcile } from '$lib/voice/outbox-shelf.ts';
import { keepSending } from './keep-sending.ts';

async function tidyDrafts(): Promise<void> {
  const { items } = await reconcile(outboxHere, new Date());
  const sent = new Set(items.flatMap(({ slot }) => (slot ? [slot] : [])));
  const there = new Set((await listDrafts(sent, new Date())).map(({ slot }) => slot));
  for (const slot of markedDrafts()) if (!there.has(slot)) unmarkDraft(slot);
}

keepSending()();
void tidyDrafts().catch(() => undefined);
