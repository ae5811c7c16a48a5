import { v7 } from 'uuid';

const SEQUENCE_LIMIT = 0x7fffffff;

/** Counts on through the life of the process, so that ids made in one millisecond keep their order. */
let sequence = 0;

/** An identifier that sorts by time, then by the order in which this process made it (UUID version 7, RFC 9562). */
export function newId(at: Date = new Date()): string {
  sequence = (sequence + 1) % SEQUENCE_LIMIT;
  return v7({ msecs: at.getTime(), seq: sequence });
}
