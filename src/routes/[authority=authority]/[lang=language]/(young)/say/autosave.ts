import { toBase64Url } from '$lib/sealing/encoding.ts';
import type { SayDraft } from './draft-keeper.ts';
import { entriesOf, entriesWithoutField, fillForm, readDraft, writeDraft } from './form-draft.ts';

const FORM = 'form';
/** After the last letter; while somebody goes on typing, at least this often. */
const QUIET_MS = 250;
const AT_LEAST_MS = 1_500;

/** The event of a form whose draft was looked at and kept, or found empty. */
export const SETTLED = 'draft-settled';

/** A form whose draft keeps itself. */
export interface Autosave {
  /** The key of the message this becomes. */
  key(): string;
  /** Whether anything is typed or ticked. */
  isDirty(): boolean;
  /** The same, as of the last time it was looked at: costs nothing while somebody types. */
  isTouched(): boolean;
  /** What came back and has no field here: it stays in the draft (of what `keepsElse` says yes to). */
  elsewhere(): [string, string][];
  /** Writes what is not written yet. @returns whether this phone has it. */
  flush(): Promise<boolean>;
  /** Brings a draft back into the form. @returns whether there was one. */
  restore(): Promise<boolean>;
  /** Another message than the one that came before: it gets a key of its own. */
  renewKey(): void;
  stop(): void;
}

const newKey = () => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

/**
 * Keeps what is typed, a moment after it was typed: each letter itself only sets a timer.
 * @param keepsElse names of fields that are kept where this form does not have them: another wording does.
 */
export function autosave(
  form: HTMLFormElement,
  draft: SayDraft,
  keepsElse: (name: string) => boolean = () => false,
): Autosave {
  let key = newKey();
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince = 0;
  let isStopped = false;
  let isTouched = false;
  let elsewhere: [string, string][] = [];
  const before = JSON.stringify(entriesOf(form));
  const isDirty = () => elsewhere.length > 0 || JSON.stringify(entriesOf(form)) !== before;

  const save = async (): Promise<boolean> => {
    clearTimeout(quiet);
    unsavedSince = 0;
    if (isStopped) return draft.isKept();
    isTouched = isDirty();
    form.dispatchEvent(new Event(SETTLED));
    const entries = [...entriesOf(form), ...elsewhere];
    if (isTouched) return draft.keep(FORM, writeDraft({ version: 1, key, entries }));
    await draft.forget(FORM);
    return true;
  };
  const touched = (): void => {
    isTouched = true;
    clearTimeout(quiet);
    unsavedSince ||= Date.now();
    const rest = Math.max(0, unsavedSince + AT_LEAST_MS - Date.now());
    quiet = setTimeout(() => void save(), Math.min(QUIET_MS, rest));
  };
  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  const hurry = () => unsavedSince > 0 && void save();
  document.addEventListener('visibilitychange', hurry);
  addEventListener('pagehide', hurry);

  return {
    key: () => key,
    isDirty,
    isTouched: () => isTouched,
    elsewhere: () => elsewhere,
    flush: save,
    async restore() {
      const bytes = await draft.read(FORM);
      const kept = bytes && readDraft(bytes);
      if (!kept) return false;
      key = kept.key;
      elsewhere = entriesWithoutField(form, kept.entries).filter(
        ([name, value]) => value !== '' && keepsElse(name),
      );
      fillForm(form, kept.entries);
      return true;
    },
    renewKey() {
      key = newKey();
    },
    stop() {
      clearTimeout(quiet);
      isStopped = true;
    },
  };
}
