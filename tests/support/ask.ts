import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface Asking {
  method?: string;
  headers?: OutgoingHttpHeaders;
  /** One piece goes with its length, several go chunked. */
  body?: string | Buffer | Buffer[];
  /** The loopback address to ask from: 127.0.1.1 and 127.0.1.2 are one network, 127.0.2.1 is another. */
  from?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks our server over a connection of its own, as a page of ours would, unless the headers say otherwise. */
export function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body, from }: Asking = {},
): Promise<Answer> {
  const { port } = new URL(origin);
  // As browsers do: whoever asks for the connection to be closed is cut off in the middle of what is too much.
  const ours = { accept: 'text/html', origin, connection: 'keep-alive', ...headers };
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: ours,
      localAddress: from,
      agent: false,
    };
    const asked = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.on('error', reject);
    if (!Array.isArray(body)) return asked.end(body);
    for (const piece of body) asked.write(piece);
    asked.end();
  });
}

/** What a browser without JavaScript posts. */
export function form(fields: Record<string, string> | [string, string][], from?: string): Asking {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', headers, body: new URLSearchParams(fields).toString(), from };
}

/** What a phone posts. */
export function json(body: string, from?: string): Asking {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body, from };
}

/** Writes bytes that need be no HTTP. @returns everything that came back before the connection ended. */
export function askInBytes(origin: string, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.write(bytes);
  });
}

/** How many answers of each status there are. */
export function tally(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The seconds each refused answer asks to wait. */
export function waitsIn(answers: Answer[]): number[] {
  return answers.filter(({ status }) => status === 429).map(({ headers }) => Number(headers['retry-after']));
}
