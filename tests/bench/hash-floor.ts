import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least a server can do with a message: take its bytes in and answer with their hash. Run as a process of its own. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const hash = createHash('sha256').update(Buffer.concat(chunks)).digest('base64url');
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ hash }));
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
