import { newId } from '$lib/platform/ids.ts';
import type { AnswerFor } from '$lib/reviews/answer.ts';
import { sealViews, wrapViewsForPerson, type AnswerFile } from '$lib/reviews/seal-views.ts';
import type { SealedViewsForm } from '$lib/reviews/sealed-views.ts';
import { newReceipt, toSend, type SealedHere } from '../say/sealed-here.ts';
import type { SignedIn } from '../say/signed-in.ts';

/** What the form says, read on this phone. */
export interface ToldViews {
  answers: AnswerFor[];
  attachments: AnswerFile[];
  age: string;
  /** As it was typed; of no use to whoever is signed in. */
  code: string;
}

/**
 * Seals views to their authority at the moment of sending, a key for each audience.
 * @param sender whose views they are to be; null where the code says for which review.
 */
export async function sealViewsForm(
  form: HTMLFormElement,
  { answers, attachments, age, code }: ToldViews,
  key: string,
  slot: string | null,
  sender: SignedIn | null,
): Promise<SealedHere> {
  const { authority: authorityId = '', kid = '', publicKey = '' } = form.dataset;
  const viewsId = newId();
  const made = await newReceipt(authorityId);
  const to = { authorityId, kid, publicKey };
  const { views, pieces, dataKeys } = await sealViews(to, viewsId, answers, attachments, made.stretched);
  const theirs = sender
    ? { as: sender.personId, forPerson: await wrapViewsForPerson(sender, authorityId, viewsId, dataKeys) }
    : { as: null, forPerson: null };
  const body = { key, views, age, code: sender ? null : code, ...theirs } satisfies SealedViewsForm;
  return toSend(form, { id: viewsId, body: JSON.stringify(body), pieces }, made, slot);
}
