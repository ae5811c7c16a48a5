/** Lets three words be seen while they are typed. Without it they stay hidden, and can be typed all the same. */
const words = document.querySelector<HTMLInputElement>('[data-shown-words]');
const label = document.querySelector<HTMLElement>('[data-show-words]');
const box = label?.querySelector('input');
if (words && label && box) {
  label.hidden = false;
  box.checked = false;
  box.addEventListener('change', () => (words.type = box.checked ? 'text' : 'password'));
  // What was shown goes out hidden, so that no browser keeps it among things typed into plain fields.
  words.form?.addEventListener('submit', () => (words.type = 'password'));
}
