import type { MessageFault } from '$lib/voice/message.ts';

/** Where a message on this page is, as its form shows it. */
export type State =
  | 'writing'
  | 'sealing'
  | 'sending'
  | 'waiting'
  | 'broken'
  | { fault: MessageFault; count: number; max: number };

const LOCKED = ['sealing', 'sending', 'waiting'];

/**
 * Shows one state: its own text, and the fields locked while the words in them are on their way. While a message
 * waits, tries to send it change nothing on the screen: buttons must not move from under a finger.
 */
export function showState(form: HTMLFormElement, state: State): void {
  const name = typeof state === 'string' ? state : state.fault;
  const before = form.dataset.state;
  if (name === before || (before === 'waiting' && (name === 'sending' || name === 'sealing'))) return;
  form.dataset.state = name;
  let shown: HTMLElement | null = null;
  for (const part of form.querySelectorAll<HTMLElement>('[data-on]')) {
    const on = part.dataset.on === name;
    part.hidden = !on;
    if (!on) continue;
    shown = part;
    const count = part.querySelector('[data-count]');
    if (count && typeof state !== 'string') count.textContent = String(state.count);
  }
  const locked = LOCKED.includes(name);
  for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea')) {
    field.readOnly = locked;
    if (typeof state === 'string') field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  }
  for (const set of form.querySelectorAll<HTMLFieldSetElement | HTMLSelectElement>('fieldset, select'))
    set.disabled = locked;
  // Only hidden where something else takes its place: who uses a keyboard stays where they are.
  const send = form.querySelector<HTMLButtonElement>('[data-send]');
  send?.setAttribute('aria-disabled', String(locked));
  if (send) send.hidden = name === 'waiting';
  if (typeof state !== 'string') form.querySelector<HTMLTextAreaElement>('textarea')?.focus();
  else if (name === 'waiting') shown?.querySelector('button')?.focus();
  if (shown && !LOCKED.slice(0, 2).includes(name)) shown.scrollIntoView({ block: 'nearest' });
}
