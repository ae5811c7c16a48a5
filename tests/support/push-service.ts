import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownCertificate } from './own-certificate.ts';

export interface Knock {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A push service on this machine, over HTTPS, that keeps what it is sent. */
export interface PushService {
  origin: string;
  /** Where its certificate is. */
  caFile: string;
  knocks: Knock[];
  /** What it answers from now on; `cut`: it takes what comes and hangs up. */
  answer: number | 'cut';
  stop(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const own = ownCertificate();
  const folder = mkdtempSync(join(tmpdir(), 'said-and-done-push-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, own.cert);
  const service: PushService = {
    origin: '',
    caFile,
    knocks: [],
    answer: 201,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const server = createServer(own, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1');
      service.knocks.push({ path: request.url ?? '', headers: request.headers, body });
      if (service.answer === 'cut') return void request.socket.destroy();
      response.writeHead(service.answer, { location: 'https://example.org/elsewhere' }).end('not read');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  service.origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return service;
}
