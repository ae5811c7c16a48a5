import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import type { SealedAnswer } from '../../src/lib/voice/sealed-form.ts';
import type { Event, History } from './history.ts';
import { post } from './messages.ts';

export interface SenderSetting {
  /** Its number: also its source address, 127.0.<number>.1, a network of its own. */
  sender: number;
  origin: string;
  history: History;
  /** The next message, sealed. */
  nextBody(): Promise<string>;
  /** How long to rest after an acknowledgement, and before trying again, in milliseconds. */
  rest(): number;
  retryAfter(): number;
  /** Called at every acknowledgement. */
  onAcknowledged?(): void;
  /** No new message after this. */
  enough: AbortSignal;
  /** No further try after this. */
  giveUp: AbortSignal;
}

const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('base64url');
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a try came to. A refused connection and a 4xx took nothing in; a 5xx and a cut one may have. */
async function tryOnce(
  { origin, sender }: SenderSetting,
  body: string,
  hash: string,
  agent: Agent,
): Promise<Pick<Event, 'type' | 'why' | 'receivedAt'>> {
  try {
    const { status, text } = await post(origin, body, agent, `127.0.${sender}.1`);
    if (status !== 201) return { type: status < 500 ? 'fail' : 'unknown', why: String(status) };
    const answer = JSON.parse(text) as SealedAnswer;
    // A phone lets go of its copy only for the hash of its own bytes, and so do we.
    if (answer.hash !== hash) return { type: 'unknown', why: 'another hash' };
    return { type: 'ok', receivedAt: answer.receivedAt };
  } catch (fault) {
    const { code, name } = fault as NodeJS.ErrnoException;
    return { type: code === 'ECONNREFUSED' ? 'fail' : 'unknown', why: code ?? name };
  }
}

/** Sends the same bytes until they are acknowledged. @returns whether they were. */
async function sendUntilAcknowledged(
  setting: SenderSetting,
  body: string,
  key: string,
  agent: Agent,
): Promise<boolean> {
  const { history, sender, giveUp } = setting;
  const { hash } = history.sentAs(key);
  while (!giveUp.aborted) {
    history.log({ sender, key, type: 'invoke' });
    const outcome = await tryOnce(setting, body, hash, agent);
    history.log({ sender, key, ...outcome });
    if (outcome.type === 'ok') return true;
    await sleep(setting.retryAfter());
  }
  return false;
}

/** One person's phone after another, from one address: each message is sent until it is acknowledged. */
export async function runSender(setting: SenderSetting): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (!setting.enough.aborted) {
    const body = await setting.nextBody();
    const { key, message } = JSON.parse(body) as {
      key: string;
      message: { messageId: string; sealed: string };
    };
    const { messageId, sealed } = message;
    setting.history.begin({ key, hash: sha256(body), messageId, sealedHash: sha256(sealed) }, body);
    if (await sendUntilAcknowledged(setting, body, key, agent)) setting.onAcknowledged?.();
    await sleep(setting.rest());
  }
  agent.destroy();
}

/** The final retry: whatever was never acknowledged is sent again, the same bytes, until it is. */
export async function sendPending(setting: SenderSetting): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const [key, body] of [...setting.history.pending])
    await sendUntilAcknowledged(setting, body, key, agent);
  agent.destroy();
}
