import { v7 } from 'uuid';

/** An identifier that sorts by time (UUID version 7, RFC 9562). */
export function newId(at: Date = new Date()): string {
  return v7({ msecs: at.getTime() });
}
