import { audienceIn, readViewsForm } from '$lib/reviews/read-views-form.ts';
import { CODE_FIELD, type Age } from '$lib/reviews/questions.ts';
import type { ShowsReceipts } from '../say/load-sealer.ts';
import type { Sends } from '../say/sending.ts';
import { offerAsChoice } from '../say/show-as-choice.ts';
import { showState } from '../say/show-state.ts';
import { answersWithFiles, isTooMuch, type AttachedAnswer } from './answers-with-files.ts';
import type { ReviewPart } from './review-parts.ts';
import type { sealViewsForm } from './seal-views-form.ts';
import { showFaults } from './show-faults.ts';

/** What `review-sealer.ts` can do. */
export interface ViewsSealer extends ShowsReceipts {
  sealViewsForm: typeof sealViewsForm;
}

/** How views are read and sealed. */
export function viewsSending(form: HTMLFormElement, parts: Promise<ReviewPart[]>): Sends<ViewsSealer> {
  const age = form.dataset.review as Age;
  const sender = offerAsChoice(form);
  let ready: ReviewPart[] = [];

  const attached = async (fields: FormData): Promise<AttachedAnswer[]> => {
    ready = await parts;
    const all = ready.map(async ({ question, attachment }) => {
      const one = await attachment();
      return one && { ...one, question, audience: audienceIn(fields, question) };
    });
    return (await Promise.all(all)).filter((one) => one !== null);
  };
  return {
    async read(fields) {
      const asked = sender();
      if (asked === 'signed-out') return null;
      showState(form, 'writing');
      const code = String(fields.get(CODE_FIELD) ?? '').trim();
      const { answers, faults } = readViewsForm(fields, age);
      const files = await attached(fields);
      const told: Record<string, string> = { ...faults };
      if (!asked && code === '') told[CODE_FIELD] = 'review.faults.code-missing';
      if (isTooMuch(files)) told.files = 'reviewPhone.tooMuch';
      showFaults(form, told);
      if (Object.keys(told).length > 0) return null;
      const views = { ...answersWithFiles(answers, files), age, code };
      return ({ sealViewsForm: seal }, key, slot) => seal(form, views, key, slot, asked);
    },
    // What was recorded or drawn has no field in the form that the server reads.
    canGoInClear: () => !ready.some((part) => part.hasSomething()),
    lock: (isLocked) => ready.forEach((part) => part.lock(isLocked)),
  };
}
