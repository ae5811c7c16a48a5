/** On the page where something is said: seals it on this phone and sends it. Without it the form works as it is. */
import { holdWhileTyping } from '../phone/typing.ts';
import { watchWords } from '../phone/watch-words.ts';
import { prepareSending } from './sending.ts';
import { widgetsOf } from './widgets.ts';

const form = document.querySelector<HTMLFormElement>('form[data-say]');
const words = form?.querySelector<HTMLTextAreaElement>('textarea[name="words"]');
if (form && words) {
  watchWords(words);
  // Kept pages have no subject of their own: it stands in the address.
  const about = new URLSearchParams(location.search).get('about');
  const subject = form.querySelector<HTMLSelectElement>('select[name="about"]');
  if (about && subject && subject.value === '') subject.value = about;
  if (subject && subject.selectedIndex < 0) subject.value = '';
  let sent = false;
  addEventListener('sent', () => (sent = true), { capture: true });
  holdWhileTyping(words, () => !sent && words.value.trim() !== '');
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const namesOf = (prefix: string) => [...kept.keys()].filter((name) => name.startsWith(prefix));
  void widgetsOf(form, {
    keep: async (name, bytes) => Boolean(kept.set(name, bytes)),
    read: async (name) => kept.get(name) ?? null,
    names: async (prefix) => namesOf(prefix),
    forget: async (prefix) => namesOf(prefix).forEach((name) => kept.delete(name)),
  });
  // Plain HTTP has no crypto.subtle: there the server seals.
  if (globalThis.crypto?.subtle) prepareSending(form, words);
  // A page that shows a receipt does not come back to the next person by the Back button.
  addEventListener('pageshow', ({ persisted }) => persisted && sent && location.reload());
}
