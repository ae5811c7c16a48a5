import type { DraftKeeper } from './part-widget.ts';
import { readFacts, takeName, type TakeFacts } from './recording.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const PREFIX = 'voice.';
const FACTS = 'voice.facts';

/** Keeps a recording on this phone piece by piece, in its order. */
export class VoiceStore {
  readonly #keeper: DraftKeeper;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(keeper: DraftKeeper) {
    this.#keeper = keeper;
  }

  /** Whether it could be kept is told by the page: what was said stays on it. */
  #next(work: () => Promise<unknown>): Promise<unknown> {
    return (this.#writing = this.#writing.then(work).catch(() => undefined));
  }

  forget(): Promise<unknown> {
    return this.#next(() => this.#keeper.forget(PREFIX));
  }

  keepFacts(facts: TakeFacts): Promise<unknown> {
    return this.#next(() => this.#keeper.keep(FACTS, new TextEncoder().encode(JSON.stringify(facts))));
  }

  keepPiece(place: number, bytes: Bytes): Promise<unknown> {
    return this.#next(() => this.#keeper.keep(takeName(place), bytes));
  }

  /** What is kept: as far as its pieces follow each other. */
  async read(): Promise<{ facts: TakeFacts; pieces: Bytes[] } | null> {
    const kept = await this.#keeper.read(FACTS);
    const facts = kept && readFacts(new TextDecoder().decode(kept));
    if (!facts) return null;
    const pieces: Bytes[] = [];
    for (let place = 0; ; place += 1) {
      const piece = await this.#keeper.read(takeName(place));
      if (!piece) break;
      pieces.push(piece);
    }
    return pieces.length > 0 ? { facts, pieces } : null;
  }
}
