import type { YoungPerson } from '../identity/young-person.ts';
import { newId } from '../platform/ids.ts';
import { findActiveKey } from '../sealing/authority-keys.server.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { hashOf } from '../voice/pieces.ts';
import { makeReceipt } from '../voice/receipt-making.ts';
import type { ReceiptNumber } from '../voice/receipt.ts';
import { stretchToSend } from '../voice/stretch.server.ts';
import { showStretched } from '../voice/stretch.ts';
import type { AnswerFor } from './answer.ts';
import type { Age } from './questions.ts';
import { receiveViews } from './receive-views.server.ts';
import { sealViews, wrapViewsForPerson, type AnswerFile } from './seal-views.ts';
import { wrapsByRecord } from './sealed-views.ts';

/** What somebody sends from a page without JavaScript. */
export interface ViewsInClear {
  answers: readonly AnswerFor[];
  attachments: readonly AnswerFile[];
  lang: string;
  age: Age;
  /** As it was typed; null where its sender is signed in. */
  code: string | null;
  sendKey: string;
}

/** What its sender gets back, the same however often they send. */
export interface ViewsSent {
  receipt: ReceiptNumber;
  /** The receipt, stretched: opens the views without stretching it again. */
  opener: string;
  receivedAt: string;
}

/** Derived from the form's own key, so that sending it twice gives the same one (voice/send.server.ts). */
function receiptOf(ring: KeyRing, authorityId: string, sendKey: string): ReceiptNumber {
  return makeReceipt((turn) =>
    Buffer.from(ring.mac('receipt making', 'views', authorityId, sendKey, String(turn)), 'base64url'),
  );
}

/**
 * Takes in views that came in clear, from a phone that cannot seal: they are sealed here at once, in memory, as a phone
 * would.
 * @param young who sends them, where they are signed in and want them with theirs.
 * @throws as `receiveViews`; RangeError for more than one form may have.
 */
export async function sendViews(
  context: VoiceContext,
  authorityId: string,
  { answers, attachments, lang, age, code, sendKey }: ViewsInClear,
  young: YoungPerson | null,
): Promise<ViewsSent> {
  const { db, ring, clock } = context;
  const receipt = receiptOf(ring, authorityId, sendKey);
  const stretched = await stretchToSend(authorityId, receipt);
  const to = { authorityId, ...(await findActiveKey(db, authorityId)) };
  const viewsId = newId(clock());
  const { views, pieces, dataKeys } = await sealViews(to, viewsId, answers, attachments, stretched);
  const files = await Promise.all(
    attachments.map(async ({ answer, bytes }) => [answer, await hashOf(bytes)]),
  );
  const payload = JSON.stringify({ answers, files, lang, age, code, as: young?.personId ?? null });
  const person = young && {
    personId: young.personId,
    keyId: young.keyId,
    wraps: wrapsByRecord(viewsId, await wrapViewsForPerson(young, authorityId, viewsId, dataKeys)),
  };
  const arrival = { authorityId, lang, age, views, sendKey, payload, code, person, sealedHere: pieces };
  const { receivedAt } = await receiveViews(context, arrival);
  return { receipt, opener: showStretched(stretched), receivedAt };
}
