/** Our own server around adapter-node's handler: it serves static files before any hook, so headers are set here. */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { bridge } from './bridge.ts';
import { limitBody, MOST_BODY_BYTES } from './front/body-limits.server.ts';
import { everyHeader, microphoneOn, recordsVoice } from './front/headers.server.ts';
import { takeSealedPost } from './front/intake.server.ts';
import { countAnswer, measurePages } from './front/metrics.server.ts';
import { KeptPages } from './front/kept-pages.server.ts';
import { stopWhenTold } from './front/stopping.server.ts';
import { kindOf, log, stackOf } from './lib/platform/log.server.ts';
import { openDatabase } from './lib/platform/database.server.ts';
import { parseEnvironment, type Environment } from './lib/platform/environment.server.ts';
import { unknownMigrations, waitingMigrations } from './lib/platform/migrate.server.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void | Promise<void>;

const METHODS = ['GET', 'HEAD', 'POST'];
const isReading = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

/** Whoever sends slower than this holds up a place that somebody else needs, in milliseconds. */
const SLOW = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 };

/** A proxy keeps some dozens open; a machine of two cores serves no more at once than these. */
const MOST_CONNECTIONS = 4_000;
const MOST_REQUESTS_ON_ONE = 10_000;

/** RFC 9112, 3.2. Node would refuse it by itself, without our headers. */
const lacksHost = ({ httpVersion, headers }: IncomingMessage) =>
  httpVersion === '1.1' && headers.host === undefined;

/** What cannot even be read as a request, or may not be one of ours. @returns the status to refuse with, or null. */
function refusalOf(request: IncomingMessage): number | null {
  const { method = '', headers } = request;
  if (lacksHost(request)) return 400;
  if (!METHODS.includes(method)) return 405;
  // A compressed body could be a bomb, and no form of ours sends one.
  return headers['content-encoding'] ? 415 : null;
}

/** What nobody read goes by unkept: the connection can be used again, and nobody waits for it when we stop. */
function letGoBy(request: IncomingMessage): void {
  if (request.complete) return;
  request.removeAllListeners('data');
  request.resume();
}

async function builtHandler(environment: Environment): Promise<Handler> {
  process.env.ORIGIN = environment.origin;
  process.env.BODY_SIZE_LIMIT = String(MOST_BODY_BYTES);
  const built = new URL('../build/handler.js', import.meta.url).href;
  return ((await import(built)) as { handler: Handler }).handler;
}

/**
 * Serves the built app. @returns the listening server.
 * @throws Error when the database has not had every migration.
 */
export async function serve(environment: Environment): Promise<Server> {
  const { db, close } = await openDatabase(environment);
  const waiting = await waitingMigrations(db);
  const newer = await unknownMigrations(db);
  await close();
  if (waiting.length > 0) throw new Error(`The database is not up to date. Run: npm run migrate`);
  if (newer.length > 0)
    throw new Error(`The database was made by a newer version (${newer.join(', ')}). Install that one.`);

  const headers = everyHeader(environment.origin.startsWith('https:'));
  const shared = bridge();
  const pages = new KeptPages(headers, () => shared.readContentVersions?.() ?? Promise.resolve(new Map()));
  shared.pages = pages;
  measurePages(pages);
  const handler = await builtHandler(environment);

  const toApp: Handler = (request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (recordsVoice(request.url ?? '')) response.setHeader(...microphoneOn);
    response.once('finish', () => {
      countAnswer(response.statusCode);
      letGoBy(request);
    });
    const refused = refusalOf(request);
    // The answer to what was posted is nobody's to keep, whoever makes it.
    if (refused !== null || !isReading(request)) response.setHeader('Cache-Control', 'no-store');
    if (refused !== null) {
      if (refused === 405) response.setHeader('Allow', METHODS.join(', '));
      if (refused === 400) response.setHeader('Connection', 'close');
      response.writeHead(refused).end(STATUS_CODES[refused]);
      return;
    }
    if (takeSealedPost(request, response, environment.origin, shared)) return;
    limitBody(request);
    // What is posted may change what is public.
    if (!isReading(request)) response.once('close', () => pages.doubt());
    // Whatever goes wrong in there must not end the process, nor leave somebody waiting.
    void Promise.resolve(handler(request, response, next)).catch((fault: unknown) => {
      log({ fault: kindOf(fault), stack: stackOf(fault) });
      response.destroy();
    });
  };

  // Node's own answer to a request without a host would carry none of our headers (refusalOf).
  const server = createServer({ ...SLOW, requireHostHeader: false }, (request, response) => {
    const next = () => {
      response.statusCode = 404;
      response.end();
    };
    if (shared.stopping) response.shouldKeepAlive = false;
    if (!isReading(request) || refusalOf(request) !== null) return toApp(request, response, next);
    const answered = pages.answer(request, response);
    if (answered === true) return;
    if (answered === false) return toApp(request, response, next);
    void answered.then(
      (done) => done || toApp(request, response, next),
      () => response.destroy(),
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.maxRequestsPerSocket = MOST_REQUESTS_ON_ONE;
  server.on('clientError', (fault, socket) => refuseGarbage(fault, socket as Socket, headers));
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    response.writeHead(417).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(environment.port, environment.host, resolve);
  });
  pages.start();
  stopWhenTold(server);
  return server;
}

/** What is no HTTP, or comes too slowly, is refused with the same headers as everything else. */
function refuseGarbage(fault: NodeJS.ErrnoException, socket: Socket, headers: [string, string][]): void {
  if (!socket.writable || fault.code === 'ECONNRESET') return void socket.destroy();
  const status = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[fault.code ?? ''] ?? 400;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}Connection: close\r\n\r\n`);
}

if (import.meta.main) {
  const environment = parseEnvironment(process.env);
  await serve(environment);
  process.stdout.write(`Serving ${environment.origin}\n`);
}
