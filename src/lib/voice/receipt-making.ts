import { receiptFromBytes, spellsUnkindly, type ReceiptNumber } from './receipt.ts';

/**
 * Draws a receipt's 66 bits until they spell nothing that nobody should be handed.
 * @param draw nine bytes for the n-th draw; random ones where it is left out.
 */
export function makeReceipt(
  draw: (turn: number) => Uint8Array = () => crypto.getRandomValues(new Uint8Array(9)),
): ReceiptNumber {
  for (let turn = 0; ; turn += 1) {
    const number = receiptFromBytes(draw(turn));
    if (!spellsUnkindly(number)) return number;
  }
}
