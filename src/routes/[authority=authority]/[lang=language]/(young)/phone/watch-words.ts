import type { DangerList } from '$lib/help/danger-list.ts';
import { dangerReader, type DangerReader } from '$lib/help/danger-match.ts';
import { wordsOf } from '$lib/help/danger-text.ts';

/** Words of somebody who writes English on a page in another language: only then is the English list fetched too. */
const ENGLISH = /\b(?:the|he|she|they|me|him|her|is|im|i'm|you|and|want|dont|not|help|kms)\b/i;

async function fetchReader(address: string): Promise<DangerReader> {
  const answer = await fetch(address);
  return dangerReader((await answer.json()) as DangerList);
}

/** Shared by all fields of a page. */
const readers = new Map<string, Promise<DangerReader>>();

/** Looks for danger in words. Lists are fetched when somebody starts to write: most visits never need them. */
function dangerIn(addresses: string[]): (typed: string) => Promise<boolean> {
  const readerAt = (address: string): Promise<DangerReader> => {
    const coming = readers.get(address) ?? fetchReader(address);
    readers.set(address, coming);
    // Without signal a list may not be here yet: the next letter tries again.
    coming.catch(() => readers.delete(address));
    return coming;
  };
  return async (typed) => {
    const wanted = ENGLISH.test(typed) ? addresses : addresses.slice(0, 1);
    // One list that is missing must not silence the other.
    const here = await Promise.allSettled(wanted.map(readerAt));
    const words = wordsOf(typed);
    return here.some((one) => one.status === 'fulfilled' && one.value(words).length > 0);
  };
}

/**
 * Shows help while somebody types words that sound like danger, and how many letters are left. Blocks nothing.
 * @param bringHere puts the form's one place for help where it is seen: in a long form, beside the field.
 */
export function watchWords(
  field: HTMLTextAreaElement | HTMLInputElement,
  bringHere: (help: HTMLElement) => void = () => undefined,
): void {
  const help = field.form?.querySelector<HTMLElement>('[data-help-now]');
  const left = field.form?.querySelector<HTMLElement>('[data-left]');
  const isDanger = dangerIn((field.dataset.danger ?? '').split(' ').filter(Boolean));
  const lookForDanger = async (): Promise<void> => {
    if (!help?.hidden || field.value.trim() === '') return;
    if (!(await isDanger(field.value))) return;
    bringHere(help);
    help.hidden = false;
  };
  const countLeft = (): void => {
    const max = Number(field.dataset.max);
    if (!left || !max) return;
    const rest = max - [...field.value].length;
    left.hidden = rest > max / 4;
    const count = left.querySelector('bdi');
    if (count) count.textContent = String(rest);
  };
  const look = (): void => {
    countLeft();
    void lookForDanger();
  };
  field.addEventListener('input', look);
  look();
}
