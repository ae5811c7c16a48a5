import { prepareClearing } from './clear-phone.ts';
import { readSettings, saveSetting, type Setting } from '../phone/settings.ts';

/** Shows what is chosen and keeps what is picked, at once and on this phone only. */
const form = document.querySelector<HTMLFormElement>('form[data-settings]');
if (form) {
  for (const [name, value] of Object.entries(readSettings())) {
    const input = form.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`);
    if (input) input.checked = true;
  }
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) saveSetting(target.name as Setting, target.value);
  });
  form.hidden = false;
  document.querySelector('[data-needs-script]')?.remove();
}
prepareClearing();
