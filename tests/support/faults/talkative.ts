/**
 * Loaded into the server before anything else (`node --import`): writes everything that is asked to standard error, as a
 * careless server would. A search of its log must find what was planted.
 */
import { Server, type IncomingMessage } from 'node:http';

const { emit } = Server.prototype;

Server.prototype.emit = function (this: Server, event: string, ...rest: unknown[]) {
  if (event === 'request') {
    const request = rest[0] as IncomingMessage;
    process.stderr.write(`${JSON.stringify([request.url, request.headers])}\n`);
    request.on('data', (chunk: Buffer) =>
      process.stderr.write(`${new URLSearchParams(String(chunk)).get('words')}\n`),
    );
  }
  return emit.apply(this, [event, ...rest] as never);
} as typeof emit;
