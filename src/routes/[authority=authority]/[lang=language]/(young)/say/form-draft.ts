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

/** Puts a draft back into its form. */
export function fillForm(form: HTMLFormElement, entries: [string, string][]): void {
  const isThere = (name: string, value: string) =>
    entries.some((entry) => entry[0] === name && entry[1] === value);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) {
      waitForSender(field, entries);
      field.checked = isThere(field.name, field.value);
    } else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
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
