import type { Receipt } from '$lib/voice/receipt.ts';

function item(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** Fills in a receipt that only this phone knows. @param onKept is called when its owner says that they have it. */
export function fillReceipt(root: HTMLElement, { words, digits }: Receipt, onKept: () => void): void {
  root.querySelector('[data-receipt="words"]')?.replaceChildren(...words.map((word) => item('li', word)));
  root
    .querySelector('[data-receipt="digits"]')
    ?.replaceChildren(...digits.map((group) => item('span', `${group} `)));
  const kept = root.querySelector<HTMLButtonElement>('[data-receipt-kept]');
  kept?.addEventListener('click', () => {
    kept.disabled = true;
    onKept();
  });
}
