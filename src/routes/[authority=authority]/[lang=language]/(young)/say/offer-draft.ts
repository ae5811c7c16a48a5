import {
  listDrafts,
  markedDrafts,
  unmarkDraft,
  forgetDraft,
  type KeptDraft,
} from '$lib/voice/outbox-drafts.ts';
import { outboxHere } from '$lib/voice/outbox-here.ts';
import { reconcile } from '$lib/voice/outbox-shelf.ts';
import { draftLock } from './draft-keeper.ts';
import { isSlotOf, type FormPlace } from './form-place.ts';
import { timeHere } from './time-here.ts';

/** Names of drafts that other open pages are writing. */
async function heldElsewhere(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query().catch(() => null)) ?? {};
  return new Set(held.map(({ name = '' }) => name));
}

async function draftsToOffer(authorityId: string, place: FormPlace): Promise<KeptDraft[]> {
  const sent = new Set<string>();
  for (const { slot } of (await reconcile(outboxHere, new Date())).items) if (slot) sent.add(slot);
  const held = await heldElsewhere();
  const drafts = await listDrafts(sent, new Date());
  for (const slot of markedDrafts()) if (!drafts.some((one) => one.slot === slot)) unmarkDraft(slot);
  return drafts
    .filter((one) => one.authorityId === authorityId && isSlotOf(place, one.slot))
    .filter((one) => !held.has(draftLock(one.slot)));
}

/**
 * Says that something was started on this phone, newest first, and shows nothing of it until its owner goes on.
 * @param goOn brings it back. @returns whether it could.
 */
export async function offerDraft(
  authorityId: string,
  place: FormPlace,
  goOn: (slot: string) => Promise<boolean>,
): Promise<void> {
  const note = document.querySelector<HTMLElement>('[data-found-draft]');
  // Looked for even where nothing marks one: after a crash the mark may not have been written yet.
  if (!note) return;
  const [draft] = await draftsToOffer(authorityId, place);
  note.hidden = !draft;
  if (!draft) return;
  const { slot } = draft;
  const when = note.querySelector('[data-draft-when]');
  if (when) when.textContent = timeHere(draft.at);
  const forget = async (): Promise<void> => {
    await forgetDraft(authorityId, slot).catch(() => undefined);
    unmarkDraft(slot);
    await offerDraft(authorityId, place, goOn);
  };
  const button = (name: string) => note.querySelector<HTMLButtonElement>(`[data-draft-${name}]`);
  const yes = button('go-on');
  const no = button('delete');
  if (yes)
    yes.onclick = () =>
      void goOn(slot).then((done) => {
        note.hidden = true;
        if (done) return;
        const gone = document.querySelector<HTMLElement>('[data-draft-gone]');
        if (gone) gone.hidden = false;
        return forget();
      });
  if (no) no.onclick = () => void forget();
}
