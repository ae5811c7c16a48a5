import { takingTurns } from '../platform/turns.ts';
import type { ReceiptNumber } from './receipt.ts';
import { stretchReceipt, type StretchedReceipt } from './stretch.ts';

const inTurn = takingTurns(2);

/** Stretches a receipt for a page without JavaScript, two at a time, so that looking up cannot starve the rest. */
export async function stretchInTurn(authorityId: string, number: ReceiptNumber): Promise<StretchedReceipt> {
  return inTurn(() => stretchReceipt(authorityId, number));
}
