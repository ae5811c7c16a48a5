import { reviewText } from './review-texts.ts';

const HERE = 'data-fault-here';

function clear(form: HTMLFormElement): void {
  for (const told of form.querySelectorAll(`[${HERE}]`)) told.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
}

/** Opens everything that a field is folded into. */
function unfold(field: Element): void {
  for (let up = field.parentElement; up; up = up.parentElement)
    if (up instanceof HTMLDetailsElement) up.open = true;
}

function tell(form: HTMLFormElement, name: string, text: string): HTMLElement {
  const told = document.createElement('p');
  told.className = 'field-fault';
  told.setAttribute(HERE, '');
  told.setAttribute('role', 'alert');
  const field = form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  const group = field?.closest('[role="radiogroup"], label:has(select)') ?? field;
  if (group && field) {
    unfold(field);
    field.setAttribute('aria-invalid', 'true');
    group.before(told);
  } else form.querySelector('[data-send]')?.before(told);
  // After it is in its place, so that it is read out.
  told.textContent = text;
  return field ?? told;
}

/**
 * Tells what cannot be taken, each at its field, and goes to the first; what was told before goes.
 * @param faults message keys by field; their texts stand in the page (`template[data-review-texts]`).
 */
export function showFaults(form: HTMLFormElement, faults: Record<string, string>): void {
  clear(form);
  const told = Object.entries(faults).map(([name, key]) => {
    const count = [...String(new FormData(form).get(name) ?? '')].length;
    return tell(form, name, reviewText(key).replace('%count%', String(count)));
  });
  // In the order of the page, not of the answer.
  const [first] = told.sort((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
  first?.focus();
  first?.scrollIntoView({ block: 'center' });
}
