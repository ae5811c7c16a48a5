/** On the page of all there is to get: looks while you type, on this phone alone. Without it the form asks the server. */
import { Search, type SearchEntry } from '$lib/offer/search.ts';
import { languages } from '$lib/i18n/languages.ts';
import { watchWords } from '../phone/watch-words.ts';

/** How long to wait before the words are asked for once more. */
const TRY_AGAIN_MS = 4_000;

/** The words to look through, from the server or from what is kept on this phone. */
async function fetchWords(address: string): Promise<Search<SearchEntry>> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error('There are no words.');
  return new Search((await answer.json()) as SearchEntry[]);
}

function prepareSearch(form: HTMLFormElement, field: HTMLInputElement): void {
  const list = document.querySelector<HTMLElement>('[data-found]')!;
  const thing = document.querySelector<HTMLTemplateElement>('template[data-thing]')!;
  const needs = document.querySelector<HTMLElement>('[data-needs]')!;
  const [count, more] = [
    form.querySelector('[data-count]')!,
    form.querySelector<HTMLElement>('[data-more]')!,
  ];

  const showPart = (name: string | null): void => {
    for (const part of form.querySelectorAll<HTMLElement>('[data-on]'))
      part.hidden = part.dataset.on !== name;
    needs.hidden = name === 'some';
  };

  const showThing = ({ id, title, summary, textLang }: SearchEntry): Node => {
    const item = thing.content.cloneNode(true) as DocumentFragment;
    const link = item.querySelector('a')!;
    link.href += encodeURIComponent(id);
    item.querySelector('strong')!.textContent = title;
    item.querySelector('small')!.textContent = summary;
    const words = item.querySelector('span')!;
    if (textLang) [words.lang, words.dir] = [textLang, languages[textLang].dir];
    return item;
  };

  let shown = '';
  const show = (search: Search<SearchEntry>): void => {
    const found = search.find(field.value);
    const ids = found.entries.map(({ id }) => id).join(' ');
    // Most letters change nothing of what is shown: laying it out anew is what takes long on a slow phone.
    if (ids !== shown) list.replaceChildren(...found.entries.map(showThing));
    shown = ids;
    count.textContent = String(found.count);
    more.hidden = found.count <= found.entries.length;
    showPart(field.value.trim() === '' ? null : found.count > 0 ? 'some' : 'none');
  };

  let ready: Search<SearchEntry> | null = null;
  let asked: Promise<void> | null = null;
  const look = (): void => {
    if (ready) show(ready);
    else void load().then(() => ready && field.value !== '' && show(ready));
  };
  const load = (): Promise<void> =>
    (asked ??= fetchWords(field.dataset.words ?? '')
      .then((search) => void (ready = search))
      .catch(() => {
        // The next letter tries again, and so does a little time.
        asked = null;
        if (field.value.trim() === '') return;
        showPart('later');
        setTimeout(() => ready || look(), TRY_AGAIN_MS);
      }));

  field.addEventListener('focus', () => void load());
  field.addEventListener('input', look);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    look();
    // Puts the keyboard of a phone away.
    field.blur();
  });
  watchWords(field);
  // Typed before this script was here, or given back by the browser.
  if (field.value !== '' && list.childElementCount === 0) look();
}

const form = document.querySelector<HTMLFormElement>('form[data-search]');
const field = form?.querySelector<HTMLInputElement>('input[name="q"]');
if (form && field) prepareSearch(form, field);
