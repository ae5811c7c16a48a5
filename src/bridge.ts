import type { Answered, Incoming, IncomingPiece } from './intake.server.ts';
import type { KeptPages } from './front/kept-pages.server.ts';

/** What the built app and the server around it share: they are bundled apart and meet here alone. */
export interface Bridge {
  /** What is done last, before the process ends. */
  endings: (() => Promise<void>)[];
  /** Public pages kept in memory. Set by our server; not there while developing. */
  pages?: KeptPages;
  /** Takes in what a phone sealed, past the framework: thousands may come at once. Set by the app. */
  takeSealed?: (incoming: Incoming) => Promise<Answered>;
  /** The same for a piece of a recording or a drawing. */
  takePiece?: (incoming: IncomingPiece) => Promise<Answered>;
  /** The content version of every authority. Set by the app. */
  readContentVersions?: () => Promise<Map<string, number>>;
  /** Whether the process has been told to stop: it is then no longer ready. */
  stopping: boolean;
}

const KEY = Symbol.for('said-and-done bridge');

export function bridge(): Bridge {
  const place = globalThis as { [KEY]?: Bridge };
  return (place[KEY] ??= { endings: [], stopping: false });
}
