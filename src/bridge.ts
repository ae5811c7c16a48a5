import type { KeptPages } from './front/kept-pages.server.ts';
import type { SealedAnswer } from './lib/voice/sealed-form.ts';
import type { FromSomewhere } from './network.server.ts';

/** Where something was sent to, and from where. */
export interface Addressed {
  authorityId: string;
  lang: string;
  request: FromSomewhere;
}

/** A sealed message as it came in. */
export interface Incoming extends Addressed {
  body: Buffer;
}

/** A piece of a recording or a drawing that comes before its message, and what it says it is. */
export interface IncomingPiece extends Addressed {
  messageId: string;
  name: string;
  /** Reads its bytes; null when they are too many, or do not come. */
  read(): Promise<Buffer | null>;
}

/** Sealed views for a review: they may be large, and are read once it is known that there is room. */
export interface IncomingViews extends Addressed {
  read(): Promise<Buffer | null>;
}

/** What it is answered with: JSON, and how long to wait where it could not be taken now. */
export interface Answered {
  status: number;
  body: SealedAnswer | { hash: string } | { fault: string; missing?: readonly string[] };
  retryAfter?: number;
}

/** What the built app and the server around it share: they are bundled apart and meet here alone. */
export interface Bridge {
  /** What is done first when the process is told to stop: what would otherwise never end. */
  partings: Set<() => void>;
  /** What is done last, before the process ends. */
  endings: (() => Promise<void>)[];
  /** Public pages kept in memory. Set by our server; not there while developing. */
  pages?: KeptPages;
  /** Takes in what a phone sealed, past the framework: thousands may come at once. Set by the app. */
  takeSealed?: (incoming: Incoming) => Promise<Answered>;
  /** The same for a piece of a recording or a drawing. */
  takePiece?: (incoming: IncomingPiece) => Promise<Answered>;
  /** The same for what a phone sealed for a review. */
  takeViews?: (incoming: IncomingViews) => Promise<Answered>;
  /** The content version of every authority. Set by the app. */
  readContentVersions?: () => Promise<Map<string, number>>;
  /** Whether the process has been told to stop: it is then no longer ready. */
  stopping: boolean;
}

const KEY = Symbol.for('said-and-done bridge');

export function bridge(): Bridge {
  const place = globalThis as { [KEY]?: Bridge };
  return (place[KEY] ??= { partings: new Set(), endings: [], stopping: false });
}
