/** On the page where something is said (start-form.ts). Without it the form works as it is. */
import { watchWords } from '../phone/watch-words.ts';
import { messageSending } from './message-sending.ts';
import { startForm } from './start-form.ts';
import { widgetsOf } from './widgets.ts';

/** Kept pages have no subject of their own: it stands in the address. */
function chooseSubject(form: HTMLFormElement): void {
  const about = new URLSearchParams(location.search).get('about');
  const subject = form.querySelector<HTMLSelectElement>('select[name="about"]');
  if (about && subject && subject.value === '') subject.value = about;
  if (subject && subject.selectedIndex < 0) subject.value = '';
}

const form = document.querySelector<HTMLFormElement>('form[data-say]');
const words = form?.querySelector<HTMLTextAreaElement>('textarea[name="words"]');
if (form && words) {
  watchWords(words);
  chooseSubject(form);
  void startForm({
    form,
    place: 'say',
    widgets: (keeper) => widgetsOf(form, keeper),
    sends: (widgets) => messageSending(form, widgets),
  });
}
