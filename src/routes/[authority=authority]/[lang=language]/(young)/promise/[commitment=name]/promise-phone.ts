/**
 * On the page of one promise: sends an answer to "is this being kept for you?" without leaving the page, and lets this
 * phone answer once, however often it is tapped. Without it the form works as it is.
 */
import { showOne } from '../../phone/check-first.ts';

const KEY = 'kept-for-you';
const TOKEN = /^[\w-]{22}$/;

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What this phone calls itself: drawn by chance at the first tap, kept here, and the same for every promise. */
function tokenOfPhone(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept && TOKEN.test(kept)) return kept;
    const fresh = newToken();
    localStorage.setItem(KEY, fresh);
    return fresh;
  } catch {
    return newToken();
  }
}

function outcomeOf(status: number): string {
  if (status === 429) return 'busy';
  return status < 400 ? 'thanks' : 'later';
}

const form = document.querySelector<HTMLFormElement>('form[data-kept-form]');
const phone = form?.querySelector<HTMLInputElement>('input[name="phone"]');
if (form && phone) {
  /** The newest tap: an older one that is answered late says nothing any more. */
  let newest = 0;
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    // Where nothing can be kept, this page at least goes on calling itself the same.
    phone.value ||= tokenOfPhone();
    newest += 1;
    const tap = newest;
    const tell = (name: string): void => {
      if (tap !== newest) return;
      for (const one of form.querySelectorAll('button')) {
        if (name === 'thanks' && one === button) one.setAttribute('aria-pressed', 'true');
        else one.removeAttribute('aria-pressed');
      }
      showOne(form, name);
    };
    tell('sending');
    const body = new URLSearchParams({ phone: phone.value, answer: button.value });
    fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } })
      .then(({ status }) => tell(outcomeOf(status)))
      .catch(() => tell('offline'));
  });
}
