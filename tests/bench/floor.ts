import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * The least a server can do: one answer, headers and body, from memory. Run as a process of its own:
 * node floor.ts '{"headers":["name","value",…],"body":"…base64…"}', or @ and the file it is in.
 */
const [, , given = '{}'] = process.argv;
const answer = given.startsWith('@') ? readFileSync(given.slice(1), 'utf8') : given;
const { headers, body } = JSON.parse(answer) as { headers: string[]; body: string };
const bytes = Buffer.from(body, 'base64');
const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
