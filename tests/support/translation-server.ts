import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it does with the next requests. */
export type Mood =
  | 'translates'
  | 'hangs'
  | 'stops halfway'
  | 'fails'
  | 'refuses'
  | 'does not know the language'
  | 'answers a page'
  | 'answers other JSON'
  | 'answers nothing'
  | 'goes on and on'
  | 'sends elsewhere';

/** A real HTTP server on this machine that speaks the protocol of LibreTranslate, and keeps what it was asked. */
export interface TranslationServer {
  url: string;
  mood: Mood;
  asked: { path: string; body: Record<string, unknown> }[];
  stop(): Promise<void>;
}

const json = { 'content-type': 'application/json' };

export async function startTranslationServer(): Promise<TranslationServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8') || '{}';
      const body = JSON.parse(text) as Record<string, unknown>;
      service.asked.push({ path: `${request.method} ${request.url}`, body });
      switch (service.mood) {
        case 'translates': {
          const said = `In English: ${[...String(body.q)].reverse().join('')}`;
          return response.writeHead(200, json).end(JSON.stringify({ translatedText: said }));
        }
        case 'hangs':
          return undefined;
        case 'stops halfway':
          return response.writeHead(200, json).write('{"translatedText": "In Eng');
        case 'fails':
          return response.writeHead(500, json).end('{"error":"out of memory"}');
        case 'refuses':
          return response.writeHead(429, json).end('{"error":"Slowdown"}');
        case 'does not know the language':
          return response
            .writeHead(400, json)
            .end(JSON.stringify({ error: `${body.source} is not supported` }));
        case 'answers a page':
          return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
        case 'answers other JSON':
          return response.writeHead(200, json).end('{"translatedText":{"is":"no text"}}');
        case 'answers nothing':
          return response.writeHead(200, json).end('{"translatedText":"  "}');
        case 'goes on and on':
          return response.writeHead(200, json).end(JSON.stringify({ translatedText: 'x'.repeat(400_000) }));
        case 'sends elsewhere':
          return response.writeHead(307, { location: '/elsewhere' }).end();
      }
    });
  });
  const service: TranslationServer = {
    url: '',
    mood: 'translates',
    asked: [],
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return service;
}
