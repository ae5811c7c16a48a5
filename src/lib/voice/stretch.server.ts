import type { ReceiptNumber } from './receipt.ts';
import { stretchReceipt, type StretchedReceipt } from './stretch.ts';

const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Stretches a receipt for a page without JavaScript, two at a time, so that looking up cannot starve the rest. */
export async function stretchInTurn(authorityId: string, number: ReceiptNumber): Promise<StretchedReceipt> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await stretchReceipt(authorityId, number);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
