/** Fills a suggested theme and its commitments into the form at once. Without it the server does, and keeps what was typed. */
const buttons = document.querySelectorAll<HTMLButtonElement>('button[data-fill-in]');
for (const button of buttons) {
  // Enter in a field sends the form: it must not press the first suggestion.
  button.type = 'button';
  button.addEventListener('click', () => fillIn(button));
}

function fillIn({ form, value }: HTMLButtonElement): void {
  const [themeId = '', ...commitments] = value.split(' ');
  const theme = form?.querySelector<HTMLSelectElement>('select[name="theme"]');
  if (!form || !theme) return;
  theme.value = themeId;
  theme.dispatchEvent(new Event('change', { bubbles: true }));
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name="commitments"]')) {
    box.checked = commitments.includes(box.value);
    if (box.checked) box.closest('details')?.setAttribute('open', '');
  }
}

export {};
