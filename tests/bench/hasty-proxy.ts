import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request as requestTo, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface HastyProxy {
  origin: string;
  close(): void;
}

async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * What our server must never be: it acknowledges with the right hash while the message is still on its way to be
 * committed. It says nothing when the server cannot be reached, and lets no sender run ahead of its last message, so
 * what is lost is lost between those two moments only.
 */
export async function hastyProxy(target: string): Promise<HastyProxy> {
  const agent = new Agent({ keepAlive: true });
  const underway = new WeakMap<Socket, Promise<void>>();
  const proxy = createServer(async (request, response) => {
    const body = await readWhole(request).catch(() => null);
    await underway.get(request.socket);
    if (body === null) return;
    const passedOn = Promise.withResolvers<void>();
    underway.set(request.socket, passedOn.promise);
    const acknowledge = () => {
      const hash = createHash('sha256').update(body).digest('base64url');
      response.writeHead(201).end(JSON.stringify({ hash }));
    };
    const headers = { ...request.headers, origin: target, host: new URL(target).host };
    const onward = requestTo(target + request.url, { method: 'POST', agent, headers });
    onward.on('error', () => response.headersSent || response.destroy());
    onward.on('response', (answer) => answer.resume());
    onward.on('close', passedOn.resolve);
    onward.on('socket', (socket) =>
      socket.connecting ? socket.once('connect', acknowledge) : acknowledge(),
    );
    onward.end(body);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close() {
      proxy.close();
      proxy.closeAllConnections();
      agent.destroy();
    },
  };
}
