import type { MessageFault } from '$lib/voice/message.ts';

/** Where what is being said on this page is, as its form shows it. Once it is sealed, show-sent.ts goes on. */
export type State = 'writing' | 'sealing' | 'broken' | { fault: MessageFault; count: number };

/** Shows one state: its own text, and the fields locked while the words in them are being sealed. */
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
  const locked = name === 'sealing';
  for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea')) {
    field.readOnly = locked;
    if (typeof state === 'string') field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  }
  for (const set of form.querySelectorAll<HTMLFieldSetElement | HTMLSelectElement>('fieldset, select'))
    set.disabled = locked;
  form.querySelector('[data-send]')?.setAttribute('aria-disabled', String(locked));
  if (typeof state !== 'string') form.querySelector<HTMLTextAreaElement>('textarea')?.focus();
  if (shown && !locked) shown.scrollIntoView({ block: 'nearest' });
}
