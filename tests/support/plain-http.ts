import { once } from 'node:events';
import { request, type Agent, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire: a header that was sent twice is there twice. */
export interface Plain {
  status: number;
  /** Every value of a header, by its name in small letters. */
  headers: Map<string, string[]>;
  body: Buffer;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  agent?: Agent;
}

function gathered(raw: string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let place = 0; place < raw.length; place += 2) {
    const name = raw[place]!.toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), raw[place + 1]!]);
  }
  return headers;
}

async function read(response: IncomingMessage): Promise<Plain> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: gathered(response.rawHeaders),
    body: Buffer.concat(chunks),
  };
}

/** Asks once. Nothing is followed, decoded or merged. */
export function ask(origin: string, path: string, asked: Asked = {}): Promise<Plain> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body, agent } = asked;
    // The path apart: an URL would tidy it up.
    const { hostname: host, port } = new URL(origin);
    const sent = request({ host, port, path, method, agent: agent ?? false, headers });
    sent.on('response', (response) => read(response).then(resolve, reject));
    // A server that refuses early closes before it has read everything: its answer counts.
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A form as a browser posts it. */
export function asForm(
  origin: string,
  fields: Record<string, string>,
  more: Record<string, string> = {},
): Asked {
  const body = new URLSearchParams(fields).toString();
  const headers = {
    origin,
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    ...more,
  };
  return { method: 'POST', body, headers };
}

/** Opens a connection, for what no HTTP client would send. */
export async function openSocket(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes on a connection until the other side closes it. */
export async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await once(socket, 'close');
  return text;
}

/** The answer to bytes that need be no HTTP at all. */
export async function say(origin: string, bytes: string): Promise<Plain> {
  const socket = await openSocket(origin);
  const closed = untilClosed(socket);
  socket.write(bytes, 'latin1');
  const text = await closed;
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [first = '', ...lines] = head.split('\r\n');
  const raw = lines.flatMap((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    headers: gathered(raw),
    body: Buffer.from(body, 'latin1'),
  };
}
