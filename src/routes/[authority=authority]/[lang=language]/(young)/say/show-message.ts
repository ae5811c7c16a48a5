import { timeHere } from './time-here.ts';
import { canChange, type OutboxItem } from '$lib/voice/outbox.ts';

/** How a message stands, as its sender sees it. `memory`: it waits, and is on this page alone. */
export type ShownState = 'saved' | 'memory' | 'sending' | 'received' | 'sign-in' | 'refused';

export function shownState(item: OutboxItem, isSending: boolean, isKept: boolean): ShownState {
  if (item.state === 'received') return 'received';
  if (item.state === 'refused') return 'refused';
  if (isSending) return 'sending';
  if (item.heldFor === 'sign-in') return 'sign-in';
  return isKept ? 'saved' : 'memory';
}

/** What became of taking a message back into the form. */
export type Changed = 'done' | 'no-signal' | 'cannot-open';

/** Says why it could not be taken back. */
export function showChanged(root: HTMLElement, changed: Changed): void {
  for (const name of ['no-signal', 'cannot-open'] as const) show(root, `[data-${name}]`, name === changed);
}

/** What can be done with a message where it is shown. */
export interface MessageDeeds {
  again(): void;
  /** Left out where its receipt is on the page already. */
  receipt?(): void;
  change(): void;
}

const part = (root: ParentNode, selector: string) => root.querySelector<HTMLElement>(selector);

function show(root: ParentNode, selector: string, isShown: boolean): void {
  const element = part(root, selector);
  if (element) element.hidden = !isShown;
}

/** Shows one message as it stands (SendState.svelte). What does not change is not touched: nothing jumps. */
export function showMessage(
  root: HTMLElement,
  item: OutboxItem,
  state: ShownState,
  deeds: MessageDeeds,
): void {
  root.dataset.state = state;
  root.dataset.messageId = item.id;
  root.dataset.mayBeThere = String(item.left);
  for (const one of root.querySelectorAll<HTMLElement>('[data-as]')) one.hidden = one.dataset.as !== state;
  for (const one of root.querySelectorAll<HTMLElement>('[data-held-for]'))
    one.hidden = state !== 'refused' || one.dataset.heldFor !== item.heldFor;
  const at = part(root, '[data-time="received"]');
  if (at) at.textContent = item.received?.at ?? '';
  const saved = part(root, '[data-time="saved"]');
  if (saved) saved.textContent = timeHere(item.savedAt);
  const isHere = state === 'saved' || state === 'sign-in' || state === 'sending';
  show(root, '[data-time-saved]', isHere);
  show(root, '[data-may-be-there]', item.left && (state === 'saved' || state === 'memory'));
  show(root, '[data-receipt-gone]', false);
  const waits = state === 'saved' || state === 'memory' || state === 'sign-in';
  show(root, '[data-do="again"]', waits);
  show(root, '[data-do="change"]', state !== 'sending' && canChange(item));
  show(root, '[data-do="receipt"]', deeds.receipt !== undefined && item.receipt !== null);
  for (const name of ['again', 'receipt', 'change'] as const) {
    const button = root.querySelector<HTMLButtonElement>(`[data-do="${name}"]`);
    if (button) button.onclick = () => deeds[name]?.();
  }
}
