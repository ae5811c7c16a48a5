import { canOpenDraft, markDraft, unmarkDraft } from '$lib/voice/outbox-drafts.ts';
import { canChange, type OutboxItem } from '$lib/voice/outbox.ts';
import { removeItem, type Outbox } from '$lib/voice/outbox-shelf.ts';
import { outboxHere } from '$lib/voice/outbox-here.ts';
import { keepSending } from '../phone/keep-sending.ts';
import { holdWhile } from '../phone/typing.ts';
import { autosave, SETTLED, type Autosave } from './autosave.ts';
import { openDraft, type SayDraft } from './draft-keeper.ts';
import { isSlotOf, type FormPlace } from './form-place.ts';
import { forgetGoOn, goOnAfterReload, isReachable, toGoOnWith } from './go-on.ts';
import { loadSealerWhenTouched, type ShowsReceipts } from './load-sealer.ts';
import { offerDraft } from './offer-draft.ts';
import type { PartWidget } from './part-widget.ts';
import type { Changed } from './show-message.ts';
import { showOnThisPhone } from './on-this-phone.ts';
import { prepareSending, type Sends } from './sending.ts';

/** What is another thing on each page where something is said. */
export interface SaidHere<Sealer extends ShowsReceipts, Widget extends PartWidget> {
  form: HTMLFormElement;
  place: FormPlace;
  widgets: (keeper: SayDraft) => Promise<Widget[]>;
  sends: (widgets: Promise<Widget[]>) => Sends<Sealer>;
  /** Names of fields that a draft keeps where this form has them not. */
  keepsElse?: (name: string) => boolean;
  /** The form keeps itself from now on. */
  onKept?: (saved: Autosave, draft: SayDraft) => void;
  /** A draft came back. */
  onBack?: (saved: Autosave) => void;
}

/** A page where something is said: keeps it, seals it on this phone and sends it. Without it the form works as it is. */
export async function startForm<Sealer extends ShowsReceipts, Widget extends PartWidget>(
  here: SaidHere<Sealer, Widget>,
): Promise<void> {
  const { form, place } = here;
  const authorityId = form.dataset.authority ?? '';
  const notKept = form.querySelector<HTMLElement>('[data-not-kept]');
  const draft = openDraft(authorityId, place, (isKept) => {
    if (notKept) notKept.hidden = isKept;
  });
  const saved = autosave(form, draft, here.keepsElse);
  let sent = false;
  addEventListener('sent', () => (sent = true), { capture: true });
  holdWhile(() => !sent && saved.isTouched(), form, ['input', 'change', SETTLED]);
  // A page that shows a receipt does not come back to the next person by the Back button.
  addEventListener('pageshow', ({ persisted }) => persisted && sent && location.reload());
  const widgets = here.widgets(draft);
  // Plain HTTP has no crypto.subtle: there the server seals.
  if (!globalThis.crypto?.subtle) return;
  loadSealerWhenTouched(form);

  const bringBack = async (slot: string, renew: boolean): Promise<boolean> => {
    draft.adopt(slot);
    const found = [await saved.restore()];
    for (const widget of await widgets) found.push(await widget.restore());
    here.onBack?.(saved);
    if (renew) saved.renewKey();
    // It is new again from now on: its seven days begin.
    await saved.flush();
    form.querySelector<HTMLElement>('textarea')?.focus();
    return found.includes(true);
  };
  /** Where something else has been begun, that is kept first, and the page starts afresh. */
  const goOn = async (slot: string, renew = false): Promise<boolean> => {
    if (form.isConnected && !saved.isDirty() && !draft.isKept()) return bringBack(slot, renew);
    if (form.isConnected) await saved.flush();
    goOnAfterReload(slot, renew);
    return true;
  };
  const change = async (outbox: Outbox, item: OutboxItem): Promise<Changed> => {
    const { id, slot, heldFor } = item;
    const stays = form.isConnected && !saved.isDirty() && !draft.isKept();
    if (!stays && !isReachable()) return 'no-signal';
    // Before it is taken off: what cannot be opened here any more must still be sent.
    if (!slot || !(await canOpenDraft(authorityId, slot))) return 'cannot-open';
    markDraft(slot);
    if (!(await removeItem(outbox, id, canChange))) {
      unmarkDraft(slot);
      return 'cannot-open';
    }
    document.querySelector(`[data-message-id="${CSS.escape(id)}"]`)?.remove();
    await goOn(slot, heldFor === 'differently');
    return 'done';
  };
  const sendNow = keepSending();
  sendNow();
  prepareSending({ form, draft, autosave: saved, sends: here.sends(widgets), sendNow, change });
  here.onKept?.(saved, draft);
  await showOnThisPhone({
    place,
    sealer: form.dataset.sealer ?? '',
    again: sendNow,
    change: (item) => change(outboxHere, item),
  }).catch(() => undefined);
  const before = toGoOnWith();
  if (before && isSlotOf(place, before.slot)) await bringBack(before.slot, before.renew);
  else await offerDraft(authorityId, place, (slot) => goOn(slot)).catch(() => undefined);
  forgetGoOn();
}
