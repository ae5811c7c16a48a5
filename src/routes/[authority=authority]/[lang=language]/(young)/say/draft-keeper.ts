import {
  forgetDraft,
  keepInDraft,
  markDraft,
  namesInDraft,
  readFromDraft,
  unmarkDraft,
} from '$lib/voice/outbox-drafts.ts';
import { newSlot, type FormPlace } from './form-place.ts';
import type { DraftKeeper } from './part-widget.ts';

/** Longer than this and the page says that nothing is kept; it takes it back when it is after all. */
const SOON_MS = 800;

/** Held by the page that writes a draft: other tabs do not offer it. */
export const draftLock = (slot: string): string => `draft:${slot}`;

/** What is being said on this page, kept on this phone under a name of its own: two tabs never mix. */
export interface SayDraft extends DraftKeeper {
  /** The name of the draft. */
  slot(): string;
  /** Whether anything of it is on this phone. */
  isKept(): boolean;
  /** Goes on with a draft of before. */
  adopt(slot: string): void;
  /** Its message has it now: what is here stays until that has arrived, and is not offered meanwhile. */
  handOver(): void;
}

/** @param tellKept hears whether what is said is kept, each time that may have changed. */
export function openDraft(
  authorityId: string,
  place: FormPlace,
  tellKept: (isKept: boolean) => void,
): SayDraft {
  let slot = newSlot(place);
  let isHeld = false;
  let isKept = false;
  let isOver = false;

  const hold = (): void => {
    if (isHeld) return;
    isHeld = true;
    navigator.locks?.request(draftLock(slot), () => new Promise(() => undefined)).catch(() => undefined);
  };
  const write = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    try {
      await keepInDraft(authorityId, slot, name, bytes);
      if (isOver) return true;
      hold();
      markDraft(slot);
      isKept = true;
      return true;
    } catch {
      return false;
    }
  };

  return {
    slot: () => slot,
    isKept: () => isKept,
    adopt(before) {
      slot = before;
      isHeld = false;
      isKept = true;
      hold();
    },
    handOver() {
      isOver = true;
      unmarkDraft(slot);
    },
    async keep(name, bytes) {
      // Plain HTTP has no way of sealing: nothing is kept in clear.
      if (!globalThis.crypto?.subtle) {
        tellKept(false);
        return false;
      }
      const late = setTimeout(() => tellKept(false), SOON_MS);
      const done = await write(name, bytes);
      clearTimeout(late);
      tellKept(done);
      return done;
    },
    read: (name) => readFromDraft(authorityId, slot, name).catch(() => null),
    names: (prefix) => namesInDraft(authorityId, slot, prefix).catch(() => []),
    async forget(prefix) {
      if (!isKept) return;
      await forgetDraft(authorityId, slot, prefix).catch(() => undefined);
      const rest = await namesInDraft(authorityId, slot, '').catch(() => []);
      if (rest.length > 0) return;
      isKept = false;
      unmarkDraft(slot);
    },
  };
}
