import { showsItWasKept } from '$lib/voice/receipt-gate.ts';
import type { Receipt } from '$lib/voice/receipt.ts';

type Phase = 'ask' | 'type' | 'wrong' | 'right' | 'unwanted' | 'without';

const items = (tag: string, texts: readonly string[]) =>
  texts.map((text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  });

/** Shows what belongs to a phase of the card, and nothing else. */
function showPhase(root: HTMLElement, phase: Phase): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-card-phase]'))
    part.hidden = !part.dataset.cardPhase?.split(' ').includes(phase);
}

/**
 * Fills a card with a receipt that this phone made, and asks whether it was kept. Nothing of it is stored here; the
 * picture, the printing and the voice come with a script of their own, which the card carries (receipt-tools-phone.ts).
 * @param root holds one card, in the page or in a fragment that is put there in the same turn.
 * @param onKept called once, when one of its words was typed, or when its owner does not want it.
 */
export function fillReceipt(root: HTMLElement, receipt: Receipt, onKept: () => void): void {
  root.querySelector('[data-receipt="words"]')?.replaceChildren(...items('li', receipt.words));
  root.querySelector('[data-receipt="digits"]')?.replaceChildren(
    ...items(
      'span',
      receipt.digits.map((group) => `${group} `),
    ),
  );
  const gate = root.querySelector<HTMLElement>('[data-card-gate]');
  const form = gate?.querySelector('form');
  const typed = gate?.querySelector('input');
  const wrong = gate?.querySelector<HTMLElement>('[role="alert"]');
  const label = gate?.querySelector<HTMLElement>('label');
  if (!gate || !form || !typed || !wrong || !label) return;
  let place = 0;
  let kept = false;
  const say = (element: HTMLElement) =>
    (element.textContent = element.dataset.cardText?.replace('%number%', String(place + 1)) ?? '');
  const settle = () => {
    if (kept) return;
    kept = true;
    onKept();
  };

  const go = (phase: Phase): void => {
    showPhase(root, phase);
    if (phase !== 'wrong') wrong.textContent = '';
    if (phase === 'type') {
      place = (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % receipt.words.length;
      say(label);
      typed.value = '';
      typed.focus();
    } else if (phase === 'without') {
      root.querySelector('[data-keep-card]')?.remove();
      settle();
    } else {
      gate.querySelector<HTMLElement>('button[data-card-go]:not([hidden], [hidden] *)')?.focus();
      if (phase === 'ask' || phase === 'wrong') root.querySelector('h2')?.scrollIntoView({ block: 'start' });
    }
  };
  gate.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-card-go]');
    if (button) go(button.dataset.cardGo as Phase);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (showsItWasKept(typed.value, receipt, place)) {
      go('right');
      settle();
    } else {
      say(wrong);
      go('wrong');
    }
  });
}
