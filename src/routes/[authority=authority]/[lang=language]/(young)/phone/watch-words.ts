import type { DangerList } from '$lib/help/danger-list.ts';
import { dangerReader, type DangerReader } from '$lib/help/danger-match.ts';
import { wordsOf } from '$lib/help/danger-text.ts';

/** Lists of danger words are fetched when somebody starts to write: most visits never need them. */
async function fetchReaders(addresses: string): Promise<DangerReader[]> {
  const lists = addresses
    .split(' ')
    .filter(Boolean)
    .map(async (address) => {
      const answer = await fetch(address);
      return dangerReader((await answer.json()) as DangerList);
    });
  // One list that is missing must not silence the other.
  const outcomes = await Promise.allSettled(lists);
  const found = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (found.length === 0) throw new Error('There is no list.');
  return found;
}

/** Shows help while somebody types words that sound like danger, and how many letters are left. Blocks nothing. */
export function watchWords(field: HTMLTextAreaElement | HTMLInputElement): void {
  const help = field.form?.querySelector<HTMLElement>('[data-help-now]');
  const left = field.form?.querySelector<HTMLElement>('[data-left]');
  let readers: Promise<DangerReader[]> | null = null;
  const lookForDanger = async (): Promise<void> => {
    if (!help?.hidden || field.value.trim() === '') return;
    readers ??= fetchReaders(field.dataset.danger ?? '');
    // Without signal the lists may not be here yet: the next letter tries again.
    const found = await readers.catch(() => (readers = null));
    const words = wordsOf(field.value);
    if (found?.some((reasonsIn) => reasonsIn(words).length > 0)) help.hidden = false;
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
