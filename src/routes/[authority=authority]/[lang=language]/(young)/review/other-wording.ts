import { willGoOn } from '../say/go-on.ts';
import type { Autosave } from '../say/autosave.ts';
import type { SayDraft } from '../say/draft-keeper.ts';

/** Fields that another wording may have where this one has none. */
export const isOfQuestion = (name: string): boolean => /^(?:q|for|has)\./.test(name);

/** Somebody who wants to be asked in other words goes on there with what they have written. */
export function keepForOtherWording(saved: Autosave, draft: SayDraft): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.rv-other-words a'))
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !(saved.isDirty() || draft.isKept())) return;
      event.preventDefault();
      void saved.flush().then(() => {
        try {
          if (draft.isKept()) willGoOn(draft.slot(), false);
        } catch {
          // Closed: the page there offers it instead.
        }
        location.assign(link.href);
      });
    });
}

/** Says that something was answered which is not asked in these words, and so is not sent from here. */
export function tellElsewhere(form: HTMLFormElement, saved: Autosave): void {
  const note = form.querySelector<HTMLElement>('[data-review-elsewhere]');
  if (note)
    note.hidden = !saved
      .elsewhere()
      .some(([name, value]) => /^(?:q|has)\./.test(name) && value.trim() !== '');
}
