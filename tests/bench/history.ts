/** One line of the log: what a sender began, or how it ended. */
export interface Event {
  /** When, in milliseconds of a clock that never jumps. */
  at: number;
  sender: number;
  key: string;
  /** `fail` is certain not to have happened; after `unknown` it may have or not. */
  type: 'invoke' | 'ok' | 'fail' | 'unknown';
  /** Why it failed or is unknown: a status, or what the connection said. */
  why?: string;
  /** When the server says it took the message in. */
  receivedAt?: string;
}

/** Why an acknowledgement does not count. */
export const TOO_LATE = '201 too late';

/** What was sent under a key. */
export interface SentMessage {
  key: string;
  /** SHA-256 of the very bytes, in base64url. */
  hash: string;
  messageId: string;
  /** SHA-256 of the sealed words, in base64url. */
  sealedHash: string;
}

/** What became of a key, from the log alone. */
export interface Operation {
  sent: SentMessage;
  firstInvoked: number;
  /** When the first `ok` came, or null: not acknowledged. */
  acknowledgedAt: number | null;
  /** Every time the server said it took it in: one, if it always says the same. */
  receivedAts: Set<string>;
}

/** The log of everything senders tried, which the checker later holds against the database. */
export class History {
  readonly events: Event[] = [];
  #distrusted = false;
  readonly #sent = new Map<string, SentMessage>();
  /** Bytes not acknowledged yet, by key. */
  readonly pending = new Map<string, string>();

  begin(sent: SentMessage, body: string): void {
    this.#sent.set(sent.key, sent);
    this.pending.set(sent.key, body);
  }

  sentAs(key: string): SentMessage {
    return this.#sent.get(key)!;
  }

  /** From now on no acknowledgement counts: it is logged as unknown, and its bytes stay pending. */
  distrust(): void {
    this.#distrusted = true;
  }

  /** From now on they count again. */
  trust(): void {
    this.#distrusted = false;
  }

  log(event: Omit<Event, 'at'>): void {
    const at = performance.now();
    const counts = event.type === 'ok' && !this.#distrusted;
    if (counts) this.pending.delete(event.key);
    const late = event.type === 'ok' && !counts;
    this.events.push(late ? { ...event, at, type: 'unknown', why: TOO_LATE } : { ...event, at });
  }

  operations(): Operation[] {
    const operations = new Map<string, Operation>();
    for (const { key, type, at, receivedAt } of this.events) {
      const known = operations.get(key);
      if (type === 'invoke' && !known) {
        const sent = this.sentAs(key);
        operations.set(key, { sent, firstInvoked: at, acknowledgedAt: null, receivedAts: new Set() });
      }
      if (type !== 'ok' || !known) continue;
      known.acknowledgedAt ??= at;
      if (receivedAt) known.receivedAts.add(receivedAt);
    }
    return [...operations.values()];
  }

  /** How many acknowledgements were for what an earlier try had brought in, its answer cut off. */
  answeredAgain(): number {
    const begun = new Map<string, number>();
    let again = 0;
    for (const { type, key, at, receivedAt } of this.events) {
      if (type === 'invoke') begun.set(key, Math.floor(performance.timeOrigin + at));
      if (type === 'ok' && receivedAt && Date.parse(receivedAt) < begun.get(key)!) again += 1;
    }
    return again;
  }
}

/** How tries without an acknowledgement ended, commonest first: `ECONNRESET 41, 503 2`. */
export function endingsOf(events: readonly Event[]): string {
  const counts = new Map<string, number>();
  for (const { why } of events) if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.map(([why, count]) => `${why} ${count}`).join(', ') || 'none';
}
