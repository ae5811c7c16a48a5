import type { MessageFault } from '$lib/voice/message.ts';

/** Where a message on this page is, as its form shows it. */
export type State =
  | 'writing'
  | 'sealing'
  | 'sending'
  | 'waiting'
  | 'broken'
  | { fault: MessageFault; count: number; max: number };

/** Shows one state: its own text, and the fields locked while the words in them are on their way. */
export function showState(form: HTMLFormElement, state: State): void {
  const name = typeof state === 'string' ? state : state.fault;
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
  const locked = name === 'sealing' || name === 'sending' || name === 'waiting';
  for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea')) field.readOnly = locked;
  for (const set of form.querySelectorAll<HTMLFieldSetElement | HTMLSelectElement>('fieldset, select'))
    set.disabled = locked;
  const send = form.querySelector<HTMLButtonElement>('[data-send]');
  if (send) send.hidden = locked;
  if (typeof state !== 'string') form.querySelector<HTMLTextAreaElement>('textarea')?.focus();
  else shown?.scrollIntoView({ block: 'nearest' });
}
