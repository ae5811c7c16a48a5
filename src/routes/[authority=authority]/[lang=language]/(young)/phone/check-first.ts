/** Shows the one of a form's texts that fits, and hides the others. */
export const showOne = (form: HTMLFormElement, name: string | null): void => {
  for (const part of form.querySelectorAll<HTMLElement>('[data-on]')) part.hidden = part.dataset.on !== name;
};

/**
 * A form that leaves the page is sent only when we can be reached: an error page of the browser's would take the place
 * of the words, or of a receipt. Any answer at all will do.
 */
export function checkFirst(form: HTMLFormElement): void {
  let checked = false;
  if (!form.requestSubmit) return;
  form.addEventListener('submit', (event) => {
    if (checked) return;
    event.preventDefault();
    const button = event.submitter;
    fetch(location.pathname, { method: 'HEAD', cache: 'no-store' })
      .then(() => {
        checked = true;
        form.requestSubmit(button);
        checked = false;
      })
      .catch(() => showOne(form, 'later'));
  });
}
