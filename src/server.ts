/** Our own server around adapter-node's handler: it serves static files before any hook, so headers are set here. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { openDatabase } from './lib/platform/database.server.ts';
import { parseEnvironment, type Environment } from './lib/platform/environment.server.ts';
import { waitingMigrations } from './lib/platform/migrate.server.ts';

const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
  "worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

function setHeaders(response: ServerResponse, secure: boolean): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Not no-referrer: with it a plain form post sends `Origin: null`, and nothing would work without JavaScript.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Permissions-Policy', 'geolocation=(), camera=(), microphone=(), payment=(), usb=()');
  // Kit puts its own, with hashes, on the pages it renders.
  response.setHeader('Content-Security-Policy', CONTENT_POLICY);
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
}

/**
 * Serves the built app. @returns the listening server.
 * @throws Error when the database has not had every migration.
 */
export async function serve(environment: Environment): Promise<Server> {
  const { db, close } = await openDatabase(environment);
  const waiting = await waitingMigrations(db);
  await close();
  if (waiting.length > 0) throw new Error(`The database is not up to date. Run: npm run migrate`);

  process.env.ORIGIN = environment.origin;
  process.env.BODY_SIZE_LIMIT ??= '128K';
  const built = new URL('../build/handler.js', import.meta.url).href;
  const { handler } = (await import(built)) as {
    handler: (request: unknown, response: unknown, next: () => void) => void;
  };
  const secure = environment.origin.startsWith('https:');
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    setHeaders(response, secure);
    handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(environment.port, environment.host, resolve);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(server));
  return server;
}

/** What the built app wants done last (services.server.ts). */
interface Ending {
  saidAndDoneEnding?: (() => Promise<void>)[];
}

function stop(server: Server): void {
  server.close(() => {
    const endings = (globalThis as Ending).saidAndDoneEnding ?? [];
    void Promise.allSettled(endings.map((end) => end())).then(() => process.exit(0));
  });
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 10_000).unref();
}

if (import.meta.main) {
  const environment = parseEnvironment(process.env);
  await serve(environment);
  process.stdout.write(`Serving ${environment.origin}\n`);
}
