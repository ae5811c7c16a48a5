import { audienceIn, readViewsForm } from '$lib/reviews/read-views-form.ts';
import { CODE_FIELD, type Age } from '$lib/reviews/questions.ts';
import { answersWithFiles, isTooMuch, type AttachedAnswer } from './answers-with-files.ts';
import type { ReviewPart } from './review-parts.ts';
import type { ToldViews } from './seal-views-form.ts';
import { showFaults } from './show-faults.ts';

async function attachedTo(fields: FormData, parts: ReviewPart[]): Promise<AttachedAnswer[]> {
  const all = parts.map(async ({ question, attachment }) => {
    const one = await attachment();
    return one && { ...one, question, audience: audienceIn(fields, question) };
  });
  return (await Promise.all(all)).filter((one) => one !== null);
}

/**
 * Reads what is about to be sent. @returns null where it cannot be sent as it is: that is told at its fields.
 * @throws Error where a file cannot be sent: that is told at the file.
 */
export async function readViews(
  form: HTMLFormElement,
  fields: FormData,
  parts: ReviewPart[],
  needsCode: boolean,
): Promise<ToldViews | null> {
  const age = form.dataset.review as Age;
  const code = String(fields.get(CODE_FIELD) ?? '').trim();
  const { answers, faults } = readViewsForm(fields, age);
  const files = await attachedTo(fields, parts);
  const told: Record<string, string> = { ...faults };
  if (needsCode && code === '') told[CODE_FIELD] = 'review.faults.code-missing';
  if (isTooMuch(files)) told.files = 'reviewPhone.tooMuch';
  showFaults(form, told);
  return Object.keys(told).length > 0 ? null : { ...answersWithFiles(answers, files), age, code };
}
