import { NOT_KNOWN } from './signed-in.ts';

/** What is typed and ticked in a form, as its draft keeps it. */
export interface FormDraft {
  version: 1;
  /** The key of the message that will be: sent twice, it is still one. */
  key: string;
  /** Each field's name and value, one entry for each that is ticked. */
  entries: [string, string][];
}

/** Names that are the form's own business, not what somebody says. */
const NOT_SAID = ['key'];

export function entriesOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !NOT_SAID.includes(name) ? [[name, value]] : [],
  );
}

/** A draft may be back before it is known who is signed in: whose name it chose waits in the form (show-as-choice.ts). */
function waitForSender(field: HTMLInputElement, entries: [string, string][]): void {
  const chosen = entries.find(([name]) => name === field.name)?.[1];
  if (field.value === NOT_KNOWN && chosen) field.value = chosen;
}

/** What a draft has that this form has no field for: it was written in another wording. */
export const entriesWithoutField = (form: HTMLFormElement, entries: [string, string][]) =>
  entries.filter(([name]) => form.elements.namedItem(name) === null);

/** Puts a draft back into its form. */
export function fillForm(form: HTMLFormElement, entries: [string, string][]): void {
  const names = new Set(entries.map(([name]) => name));
  const isThere = (name: string, value: string) =>
    entries.some((entry) => entry[0] === name && entry[1] === value);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) {
      waitForSender(field, entries);
      // What the draft knows nothing of stays as the form begins.
      const isAsIs = field.type === 'radio' && !names.has(field.name);
      field.checked = isAsIs ? field.defaultChecked : isThere(field.name, field.value);
    } else if (
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement ||
      (field instanceof HTMLInputElement && field.type === 'text')
    ) {
      const kept = entries.find(([name]) => name === field.name)?.[1];
      if (kept !== undefined) field.value = kept;
      if (field instanceof HTMLTextAreaElement) field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  // What shows itself by what is ticked looks again.
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

const encoder = new TextEncoder();

export const writeDraft = (draft: FormDraft): Uint8Array<ArrayBuffer> =>
  encoder.encode(JSON.stringify(draft));

/** @returns null for what this version cannot read. */
export function readDraft(bytes: Uint8Array<ArrayBuffer>): FormDraft | null {
  try {
    const draft = JSON.parse(new TextDecoder().decode(bytes)) as FormDraft;
    return Array.isArray(draft.entries) && /^[\w-]{22}$/.test(draft.key) ? draft : null;
  } catch {
    return null;
  }
}
