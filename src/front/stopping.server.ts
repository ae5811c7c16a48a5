import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { bridge } from '../bridge.ts';

/** How long a connection stays open on which nothing is asked: the next request may be under way on it already. */
const QUIET_MS = 1_000;
const LOOK_MS = 250;

/** How long those who are still being answered are waited for, and after that the database. */
const PATIENCE_MS = 7_000;
const ENDINGS_MS = 2_000;

/**
 * Stops a server when the process is told to end: it takes no new connections, answers whatever comes on those there
 * are and closes each after its answer, does what the app wants done last, and ends, whatever may hang.
 */
export function stopWhenTold(server: Server): void {
  const stop = () => {
    bridge().stopping = true;
    for (const part of [...bridge().partings]) part();
    // Not the HTTP server's own `close`: that cuts quiet connections at once.
    NetServer.prototype.close.call(server, () => {
      void Promise.allSettled(bridge().endings.map((end) => end())).then(() => process.exit(0));
    });
    setTimeout(() => setInterval(() => server.closeIdleConnections(), LOOK_MS), QUIET_MS);
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    setTimeout(() => process.exit(1), PATIENCE_MS + ENDINGS_MS);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
}
