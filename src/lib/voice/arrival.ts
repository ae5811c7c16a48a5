import type { AboutMessage } from './message.ts';
import type { SealedMessage, SealedPiece } from './seal-message.ts';

/** A sealed message that has come in and is not stored yet. */
export interface Arrival extends SealedMessage {
  authorityId: string;
  about: AboutMessage;
  /** The key the form or phone sent it with: sending twice is sending once. */
  sendKey: string;
  /** What must be the same when it is sent again. */
  payload: string;
  /** Whether the words sound like danger; null where they came sealed and nobody has looked yet. */
  danger: boolean | null;
  /** Pieces that were sealed here and are stored with it. What a phone sealed has come before it. */
  sealedHere?: SealedPiece[];
  /** Whose it is, where its sender is signed in and wants it with theirs: its data key is wrapped for them. */
  person?: { personId: string; keyId: string; wrapped: string } | null;
}
