import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface CountingProxy {
  origin: string;
  /** Bytes sent to the browser so far, headers and all. */
  bytes(): number;
  close(): void;
}

/** Passes everything to a server on this machine and counts what comes back. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const { port } = new URL(target);
  let bytes = 0;
  const proxy = createServer((browser) => {
    const server = connect(Number(port), '127.0.0.1');
    server.on('data', (chunk) => (bytes += chunk.length));
    browser.pipe(server).pipe(browser);
    for (const end of [browser, server]) end.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    origin: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    bytes: () => bytes,
    close: () => proxy.close(),
  };
}
