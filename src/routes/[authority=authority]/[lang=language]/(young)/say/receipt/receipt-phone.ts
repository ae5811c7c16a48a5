/** Where a receipt is typed: it is read and stretched on this phone, so that the receipt itself is never sent. */
import { readReceipt } from '$lib/voice/receipt.ts';
import { showStretched, stretchReceipt } from '$lib/voice/stretch.ts';
import { checkFirst, showOne } from '../../phone/check-first.ts';
import { watchWords } from '../../phone/watch-words.ts';

/** Reads what was typed; a slip is told here, before anything is sent. */
function prepare(form: HTMLFormElement, typed: HTMLTextAreaElement): void {
  const opener = form.querySelector<HTMLInputElement>('input[name="opener"]');
  if (!opener || !form.requestSubmit) return;
  let busy = false;
  form.addEventListener('submit', (event) => {
    if (opener.value !== '') return;
    event.preventDefault();
    if (busy) return;
    const number = readReceipt(typed.value);
    if (typeof number === 'string') {
      showOne(form, number);
      typed.focus();
      return;
    }
    busy = true;
    showOne(form, 'opening');
    open(form, typed, opener, event.submitter, number)
      .catch(() => showOne(form, 'later'))
      .finally(() => (busy = false));
  });
  // Whoever comes back by the Back button starts with nothing: it may be somebody else.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    opener.value = '';
    typed.value = '';
    typed.disabled = false;
    showOne(form, null);
  });
}

/**
 * Asks first whether this receipt opens anything: if not, what was typed stays on the screen, which an answer in place
 * of the page could not do, because the receipt was not sent.
 */
async function open(
  form: HTMLFormElement,
  typed: HTMLTextAreaElement,
  opener: HTMLInputElement,
  button: HTMLElement | null,
  number: bigint,
): Promise<void> {
  const stretched = showStretched(await stretchReceipt(form.dataset.authority ?? '', number));
  const asked = await fetch(form.dataset.look ?? '', {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams({ opener: stretched }),
  });
  if (asked.ok) {
    opener.value = stretched;
    typed.disabled = true;
    form.requestSubmit(button);
    return;
  }
  const seconds = Number(asked.headers.get('retry-after'));
  if (asked.status === 429 && seconds) {
    const wait = form.querySelector('[data-on="wait"]');
    const again = new Date(Date.now() + seconds * 1_000).toTimeString().slice(0, 5);
    if (wait) wait.textContent = wait.textContent?.replace(/%time%|\d\d:\d\d/, again) ?? '';
    showOne(form, 'wait');
  } else showOne(form, asked.status === 400 ? 'wrong' : 'later');
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-receipt-form]')) {
  const typed = form.querySelector<HTMLTextAreaElement>('textarea[name="receipt"]');
  if (typed && globalThis.crypto?.subtle) prepare(form, typed);
}
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-check-first]')) checkFirst(form);
for (const words of document.querySelectorAll<HTMLTextAreaElement>('textarea[name="words"]'))
  watchWords(words);
