import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  from: string;
  to: string[];
  /** As it came: headers, an empty line, the text. */
  raw: string;
}

/** A real SMTP server on this machine that keeps what it is sent. */
export interface MailServer {
  url: string;
  received: Received[];
  /** With which code it refuses whoever mail is for; null: it takes everything. */
  refuse: number | null;
  stop(): Promise<void>;
}

/** The code in the newest mail. */
export const codeIn = ({ received }: MailServer): string =>
  /\b\d{6}\b/.exec(received.at(-1)?.raw.split('\r\n\r\n')[1] ?? '')?.[0] ?? '';

export async function startMailServer(): Promise<MailServer> {
  const service: MailServer = {
    url: '',
    received: [],
    refuse: null,
    async stop() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      const { refuse } = service;
      done(refuse === null ? null : Object.assign(new Error('no'), { responseCode: refuse }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        service.received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  service.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return service;
}
