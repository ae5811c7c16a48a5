import type { Db } from '../lib/platform/database.ts';
import type { KeyRing } from '../lib/sealing/key-ring.server.ts';

/** Something that happens at a time of the story. */
export interface Scene {
  at: number;
  play(context: {
    db: Db;
    ring: KeyRing;
    auditKey: Uint8Array<ArrayBuffer>;
    clock: () => Date;
  }): Promise<void>;
}
