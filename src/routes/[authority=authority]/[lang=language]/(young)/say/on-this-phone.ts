import { outboxHere } from '$lib/voice/outbox-here.ts';
import type { OutboxItem } from '$lib/voice/outbox.ts';
import { changeItem, reconcile } from '$lib/voice/outbox-shelf.ts';
import { showChanged, shownState, showMessage, type Changed } from './show-message.ts';
import { follow } from './follow.ts';
import { isItemOf, type FormPlace } from './form-place.ts';
import { loadSealer } from './load-sealer.ts';

/** What can be done from the list of messages. */
export interface OnThisPhone {
  /** Of what is said where. */
  place: FormPlace;
  /** Where the script is that shows receipts. */
  sealer: string;
  again(): void;
  change(item: OutboxItem): Promise<Changed>;
}

function rowOf(list: HTMLElement, id: string): HTMLElement | null {
  const known = list.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`);
  if (known) return known;
  const template = document.querySelector<HTMLTemplateElement>('template[data-message-row]');
  const row = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (row) list.append(row);
  return row ?? null;
}

function showLost(section: HTMLElement, lost: string[]): void {
  const panel = section.querySelector<HTMLElement>('[data-lost]');
  const count = panel?.querySelector('[data-lost-count]');
  if (!panel || !count) return;
  panel.dataset.lost = String(lost.length);
  panel.hidden = lost.length === 0;
  count.textContent = String(lost.length);
  const seen = panel.querySelector<HTMLButtonElement>('[data-lost-seen]');
  if (!seen) return;
  seen.onclick = () => {
    for (const id of lost) outboxHere.marks?.remove(id);
    panel.hidden = true;
  };
}

/** Shows what is on this phone above the form: each message with how it stands, and what was lost. */
export async function showOnThisPhone(deeds: OnThisPhone): Promise<void> {
  const section = document.querySelector<HTMLElement>('[data-outbox]');
  const list = section?.querySelector<HTMLElement>('[data-messages]');
  if (!section || !list) return;

  const show = (item: OutboxItem, isSending: boolean): void => {
    if (!isItemOf(deeds.place, item)) return;
    const row = rowOf(list, item.id);
    if (!row) return;
    section.hidden = false;
    const about = { outbox: outboxHere, item, isKept: true, danger: false, ...deeds };
    const note = (selector: string) => {
      const text = row.querySelector<HTMLElement>(selector);
      if (text) text.hidden = false;
    };
    showMessage(row, item, shownState(item, isSending, true), {
      again: () => deeds.again(),
      receipt: () =>
        void loadSealer(deeds.sealer)
          .then(({ showSentBefore }) => showSentBefore(about))
          .then(
            (done) => done || note('[data-receipt-gone]'),
            () => note('[data-no-signal]'),
          ),
      change: () => void deeds.change(item).then((changed) => showChanged(row, changed)),
    });
    if (item.state === 'received' && !item.seen && !document.hidden)
      void changeItem(outboxHere, item.id, () => ({ seen: true })).catch(() => null);
  };

  const { items, lost } = await reconcile(outboxHere, new Date());
  for (const item of items) show(item, false);
  showLost(section, lost);
  if (lost.length > 0) section.hidden = false;
  follow(
    outboxHere,
    () => section.isConnected,
    (id, item, isSending) => {
      if (item && item.state !== 'gone') show(item, isSending);
      else list.querySelector(`[data-message-id="${CSS.escape(id)}"]`)?.remove();
    },
  );
}
