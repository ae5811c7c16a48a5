import nodemailer, { type Transporter } from 'nodemailer';
import { kindOf } from '../platform/log.server.ts';
import type { Brought } from './notice.ts';

export interface MailSettings {
  /** `smtp://` or `smtps://`, with a name and a password where the server wants them. */
  smtpUrl: string;
  mailFrom: string;
  /** Where people reach us: the name our side gives itself, and nothing of the machine's. */
  origin: string;
}

export interface Mail {
  /** Sends a plain text to one address that `parseEmail` has passed. Never throws: what went wrong is in the answer. */
  send(to: string, subject: string, text: string): Promise<Brought>;
  close(): void;
}

/** The name every mail of ours comes from: no council's. */
const FROM = 'Said & Done';
const PATIENCE_MS = 10_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Before our words had begun to travel, or with a clear answer of the server's: it surely did not arrive. */
const SURELY_NOT = new Set(['EDNS', 'EAUTH', 'ENOAUTH', 'ETLS', 'EENVELOPE', 'ECONFIG', 'ECONNREFUSED']);

function howItFailed(fault: unknown): Brought {
  const { code, command, responseCode } = fault as { code?: string; command?: string; responseCode?: number };
  const surely = typeof responseCode === 'number' || command === 'CONN' || SURELY_NOT.has(code ?? '');
  const kind = typeof responseCode === 'number' ? `Mail ${responseCode}` : kindOf(fault);
  return { outcome: surely ? 'refused' : 'unsure', fault: kind };
}

function transportFor({ smtpUrl, origin }: MailSettings): Transporter {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  return nodemailer.createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // Addresses of children do not cross a network in the clear; on this machine itself there is none to cross.
    requireTLS: !secure && !LOOPBACK.test(hostname),
    ignoreTLS: !secure && LOOPBACK.test(hostname),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    name: new URL(origin).hostname,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Sends mail over SMTP: text alone, one reader, nothing that tells us whether it was opened. */
export function openMail(settings: MailSettings): Mail {
  const transport = transportFor(settings);
  return {
    async send(to, subject, text) {
      try {
        await transport.sendMail({
          from: { name: FROM, address: settings.mailFrom },
          to: { name: '', address: to },
          envelope: { from: settings.mailFrom, to: [to] },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
          xMailer: false,
        });
        return { outcome: 'sent' };
      } catch (fault) {
        return howItFailed(fault);
      }
    },
    close: () => transport.close(),
  };
}
