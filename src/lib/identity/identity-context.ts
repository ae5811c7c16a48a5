import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';

/** What an identity use case works with. */
export interface IdentityContext {
  db: Db;
  ring: KeyRing;
  clock: Clock;
}
