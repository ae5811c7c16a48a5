/** Where a receipt is typed: it is read and stretched on this phone, so that the receipt itself is never sent. */
import { readReceipt } from '$lib/voice/receipt.ts';
import { showStretched, stretchReceipt } from '$lib/voice/stretch.ts';
import { watchWords } from '../../phone/watch-words.ts';

const show = (form: HTMLFormElement, name: string | null): void => {
  for (const part of form.querySelectorAll<HTMLElement>('[data-on]')) part.hidden = part.dataset.on !== name;
};

/** Reads what was typed; a slip is told here, before anything is sent. */
function prepare(form: HTMLFormElement, typed: HTMLTextAreaElement): void {
  const opener = form.querySelector<HTMLInputElement>('input[name="opener"]');
  if (!opener) return;
  form.addEventListener('submit', (event) => {
    if (opener.value !== '') return;
    event.preventDefault();
    const button = event.submitter;
    const number = readReceipt(typed.value);
    if (typeof number === 'string') {
      show(form, number);
      typed.focus();
      return;
    }
    show(form, 'opening');
    void open(form, typed, opener, button, number);
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
  }).catch(() => null);
  if (asked?.ok) {
    opener.value = stretched;
    typed.disabled = true;
    form.requestSubmit(button);
    return;
  }
  show(form, asked?.status === 400 ? 'wrong' : asked?.status === 429 ? 'wait' : 'later');
  const seconds = Number(asked?.headers.get('retry-after'));
  const wait = form.querySelector('[data-on="wait"]');
  const again = new Date(Date.now() + seconds * 1_000).toTimeString().slice(0, 5);
  if (wait && seconds) wait.textContent = wait.textContent?.replace(/%time%|\d\d:\d\d/, again) ?? '';
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-receipt-form]')) {
  const typed = form.querySelector<HTMLTextAreaElement>('textarea[name="receipt"]');
  if (typed && globalThis.crypto?.subtle) prepare(form, typed);
}
/** A form that leaves the page is sent only when we can be reached: an error page of the browser's would lose the words. */
function checkFirst(form: HTMLFormElement): void {
  let checked = false;
  form.addEventListener('submit', (event) => {
    if (checked) return;
    event.preventDefault();
    const button = event.submitter;
    void fetch('/healthz', { cache: 'no-store' })
      .then((answer) => {
        if (!answer.ok) throw new Error('not now');
        checked = true;
        form.requestSubmit(button);
      })
      .catch(() => show(form, 'later'));
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-check-first]')) checkFirst(form);
for (const words of document.querySelectorAll<HTMLTextAreaElement>('textarea[name="words"]'))
  watchWords(words);
