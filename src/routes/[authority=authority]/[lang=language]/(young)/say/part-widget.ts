import type { Attachment } from '$lib/voice/seal-message.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Keeps a draft on this phone: bytes under names, each sealed before it is written (draft-keeper.ts). */
export interface DraftKeeper {
  /** @returns false where the phone has no room or lets nothing be kept: what was said stays on the page alone. */
  keep(name: string, bytes: Bytes): Promise<boolean>;
  read(name: string): Promise<Bytes | null>;
  /** The names that begin with this. */
  names(prefix: string): Promise<string[]>;
  /** Forgets every name that begins with this. */
  forget(prefix: string): Promise<void>;
}

/** A way of saying something beside words: the recorder, the drawing pad. */
export interface PartWidget {
  /**
   * What is to be sent, or null where there is nothing. A recording under way is stopped first.
   * @throws Error where there is something that cannot be sent: it is told at its field.
   */
  attachment(): Promise<Attachment | null>;
  /** Brings back what the keeper has of it. @returns whether there was anything. */
  restore(): Promise<boolean>;
  /** Takes it away, from the page and from the keeper. */
  clear(): Promise<void>;
  /** While a message is on its way nothing in it may change. */
  lock(isLocked: boolean): void;
}
