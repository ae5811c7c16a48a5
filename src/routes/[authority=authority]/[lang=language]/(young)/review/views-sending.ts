import { loadSealer, type ShowsReceipts } from '../say/load-sealer.ts';
import type { Sends } from '../say/sending.ts';
import { offerAsChoice } from '../say/show-as-choice.ts';
import { showState } from '../say/show-state.ts';
import type { readViews } from './read-views.ts';
import type { ReviewPart } from './review-parts.ts';
import type { sealViewsForm } from './seal-views-form.ts';
import type { showPreview } from './show-preview.ts';

/** What `review-sealer.ts` can do. */
export interface ViewsSealer extends ShowsReceipts {
  readViews: typeof readViews;
  showPreview: typeof showPreview;
  sealViewsForm: typeof sealViewsForm;
}

const loadFor = (form: HTMLFormElement) => loadSealer<ViewsSealer>(form.dataset.sealer ?? '');

/** How views are read and sealed. */
export function viewsSending(form: HTMLFormElement, parts: Promise<ReviewPart[]>): Sends<ViewsSealer> {
  const sender = offerAsChoice(form);
  let ready: ReviewPart[] = [];
  return {
    async read(fields) {
      const asked = sender();
      if (asked === 'signed-out') return null;
      showState(form, 'writing');
      ready = await parts;
      const { readViews: read } = await loadFor(form);
      const views = await read(form, fields, ready, asked === null);
      return views && (({ sealViewsForm: seal }, key, slot) => seal(form, views, key, slot, asked));
    },
    // What was recorded or drawn has no field in the form that the server reads.
    canGoInClear: () => !ready.some((part) => part.hasSomething()),
    lock: (isLocked) => ready.forEach((part) => part.lock(isLocked)),
  };
}

/** "See what each person will see", with or without a network. */
export function offerPreview(form: HTMLFormElement, parts: ReviewPart[]): void {
  form.querySelector('[data-review-look]')?.addEventListener('click', (event) => {
    event.preventDefault();
    loadFor(form)
      .then((sealer) => sealer.showPreview(form, parts))
      .catch(() => showState(form, 'broken'));
  });
}
