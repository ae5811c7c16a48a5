import { openReceipt, type KeptReceipt } from '$lib/voice/outbox-key.ts';
import type { OutboxItem } from '$lib/voice/outbox.ts';
import { changeItem, type Outbox } from '$lib/voice/outbox-shelf.ts';
import { showReceipt } from '$lib/voice/receipt.ts';
import { checkFirst } from '../phone/check-first.ts';
import { follow } from './follow.ts';
import { fillReceipt } from './receipt-card.ts';
import { showChanged, shownState, showMessage, type Changed } from './show-message.ts';

/** A message that its sender is shown, with its receipt. */
export interface SentMessage {
  outbox: Outbox;
  item: OutboxItem;
  receipt: KeptReceipt;
  /** Whether it is on this phone, or on this page alone. */
  isKept: boolean;
  danger: boolean;
  again: () => void;
  change: (item: OutboxItem) => Promise<Changed>;
}

/** Fills the day of the first step into the texts that the server left open for it. */
function fillDue(root: Node, due: string): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.textContent?.includes('%due%')) text.textContent = text.textContent.replace('%due%', due);
  }
}

/** What only makes sense once it has been received. */
function showOnceReceived(page: HTMLElement, received: OutboxItem['received']): void {
  if (received) fillDue(page, received.due);
  for (const part of page.querySelectorAll<HTMLElement>('[data-once-received], form[data-check-first]'))
    part.hidden = !received;
}

function showTitle(page: HTMLElement): void {
  const heading = page.querySelector<HTMLElement>('h1');
  const shown = heading?.querySelector<HTMLElement>('[data-as]:not([hidden])') ?? heading;
  document.title = document.title.replace(/^[^·]*/, `${shown?.textContent?.trim() ?? ''} `);
}

/**
 * Puts how a message stands, and its receipt, in place of the form: at once, with or without a network. Nothing of it is
 * in the page's address or history.
 */
export function showSent(sent: SentMessage): void {
  const { outbox, receipt, isKept } = sent;
  const template = document.querySelector<HTMLTemplateElement>('template[data-sent]');
  const page = document.querySelector<HTMLElement>('#page');
  if (!template || !page) return;
  const { id } = sent.item;
  // The names of the months (time-here.ts) are there still, when the form they came with is gone.
  const months = document.querySelector('template[data-months]') ?? '';
  page.replaceChildren(template.content.cloneNode(true), months);
  const field = page.querySelector<HTMLInputElement>('input[name="opener"]');
  if (field) field.value = receipt.opener;
  const help = page.querySelector<HTMLElement>('[data-danger]');
  if (help) help.hidden = !sent.danger;
  for (const after of page.querySelectorAll<HTMLFormElement>('form[data-check-first]')) checkFirst(after);
  const card = page.querySelector<HTMLElement>('[data-keep-receipt]');
  if (!card) return;
  fillReceipt(card, showReceipt(BigInt(receipt.number)), () => {
    void changeItem(outbox, id, () => ({ receipt: null })).catch(() => null);
  });

  const panel = page.querySelector<HTMLElement>('[data-message]');
  const show = (item: OutboxItem, isSending: boolean): void => {
    if (!panel) return;
    const deeds = {
      again: sent.again,
      change: () => void sent.change(item).then((changed) => showChanged(panel, changed)),
    };
    showMessage(panel, item, shownState(item, isSending, isKept), deeds);
    showOnceReceived(page, item.received);
    showTitle(page);
    if (item.state === 'received' && !item.seen && !document.hidden)
      void changeItem(outbox, id, () => ({ seen: true })).catch(() => null);
  };
  show(sent.item, false);
  follow(
    outbox,
    (one) => one === id,
    (_, item, isSending) => item && show(item, isSending),
  );
  dispatchEvent(new Event('sent'));
  const heading = page.querySelector<HTMLElement>('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
  scrollTo(0, 0);
}

/** Shows the receipt of a message sent before. @returns false where this phone can no longer open it. */
export async function showSentBefore(sent: Omit<SentMessage, 'receipt'>): Promise<boolean> {
  const { id, receipt } = sent.item;
  const opened = receipt === null ? null : await openReceipt(id, receipt);
  if (opened) showSent({ ...sent, receipt: opened });
  return opened !== null;
}
