import { takingTurns } from '../platform/turns.ts';
import type { ReceiptNumber } from './receipt.ts';
import { stretchReceipt, type StretchedReceipt } from './stretch.ts';

const inTurn = takingTurns(2);
/** A line of its own: however many receipts are tried, whoever says something does not wait behind them. */
const inTurnToSend = takingTurns(2);

/** Stretches a receipt for a page without JavaScript, two at a time, so that looking up cannot starve the rest. */
export async function stretchInTurn(authorityId: string, number: ReceiptNumber): Promise<StretchedReceipt> {
  return inTurn(() => stretchReceipt(authorityId, number));
}

/** The same for the receipt of a message that is being sent. */
export async function stretchToSend(authorityId: string, number: ReceiptNumber): Promise<StretchedReceipt> {
  return inTurnToSend(() => stretchReceipt(authorityId, number));
}
