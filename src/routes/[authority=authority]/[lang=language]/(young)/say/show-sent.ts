import type { Receipt } from '$lib/voice/receipt.ts';
import { checkFirst } from '../phone/check-first.ts';
import type { SealedAnswer } from '$lib/voice/sealed-form.ts';
import { fillReceipt } from './receipt-card.ts';

interface Arrived extends SealedAnswer {
  receipt: Receipt;
  opener: string;
  danger: boolean;
}

/** Fills the places that the server left open in the page's own texts. */
function fill(root: Node, values: Record<string, string>): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.textContent = (text.textContent ?? '').replace(
      /%(at|due)%/g,
      (_, name: string) => values[name] ?? '',
    );
  }
}

/** Puts "we got it" and the receipt in place of the form. Nothing of it is in the page's address or history. */
export function showSent(form: HTMLFormElement, { at, due, receipt, opener, danger }: Arrived): void {
  const template = document.querySelector<HTMLTemplateElement>('template[data-sent]');
  const page = document.querySelector('#page');
  if (!template || !page) return;
  const sent = template.content.cloneNode(true) as DocumentFragment;
  fill(sent, { at, due });
  const card = sent.querySelector<HTMLElement>('[data-keep-receipt]');
  if (card) fillReceipt(card, receipt, () => undefined);
  const field = sent.querySelector<HTMLInputElement>('input[name="opener"]');
  if (field) field.value = opener;
  const help = sent.querySelector<HTMLElement>('[data-danger]');
  if (help) help.hidden = !danger;
  for (const after of sent.querySelectorAll<HTMLFormElement>('form[data-check-first]')) checkFirst(after);
  form.reset();
  page.replaceChildren(sent);
  dispatchEvent(new Event('sent'));
  const heading = page.querySelector<HTMLElement>('h1');
  if (!heading) return;
  document.title = document.title.replace(/^[^·]*/, `${heading.textContent?.trim() ?? ''} `);
  heading.tabIndex = -1;
  heading.focus();
  scrollTo(0, 0);
}
