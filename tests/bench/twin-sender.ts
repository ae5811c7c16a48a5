import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { SealedAnswer } from '../../src/lib/voice/sealed-form.ts';
import { AUTHORITY } from './messages.ts';
import type { Chance } from './seeded.ts';

/** How long a sender waits for an answer, in milliseconds. */
const PATIENCE_MS = 15_000;
const RETRY_MS = 80;
const REST_MS = 250;
/** Of a hundred tries so many have their answer cut off as it begins to come: it was taken in and nobody is told. */
const CUT_PERCENT = 12;

/** One sealed message under a key; a draft open in two tabs is sealed twice under one key. */
export interface Sealed {
  body: string;
  hash: string;
  messageId: string;
}

/** What became of one key, as its senders were told. */
export interface Keyed {
  key: string;
  sealed: Sealed[];
  /** Which of them were answered 201. */
  acknowledged: Set<Sealed>;
  /** From the first try to the first acknowledgement, in milliseconds. */
  tookMs: number;
}

export type Ending = 'acknowledged' | 'refused' | 'unknown';

const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('base64url');
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function asSealed(body: string): Sealed {
  const { message } = JSON.parse(body) as { message: { messageId: string } };
  return { body, hash: sha256(body), messageId: message.messageId };
}

/** One try. Only a 201 with the hash of the very bytes is an acknowledgement; only a 422 a refusal. */
function tryOnce(
  origin: string,
  { body, hash }: Sealed,
  agent: Agent,
  localAddress: string,
  cut: boolean,
): Promise<[Ending, why: string]> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', origin, 'content-length': Buffer.byteLength(body) };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const path = `${origin}/${AUTHORITY}/en/say/sealed`;
    const sent = request(path, { method: 'POST', agent, localAddress, signal, headers }, (answer) => {
      if (cut) {
        sent.destroy();
        return resolve(['unknown', 'cut']);
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', (fault: NodeJS.ErrnoException) => resolve(['unknown', fault.code ?? fault.name]));
      answer.on('end', () => {
        const why = String(answer.statusCode);
        if (answer.statusCode === 422) return resolve(['refused', why]);
        const { hash: told } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Partial<SealedAnswer>;
        resolve([answer.statusCode === 201 && told === hash ? 'acknowledged' : 'unknown', why]);
      });
    });
    sent.on('error', (fault: NodeJS.ErrnoException) => resolve(['unknown', fault.code ?? fault.name]));
    sent.end(body);
  });
}

/**
 * Sends messages one after the other until each is settled: the same bytes again until they are acknowledged or refused;
 * those of two tabs at the same time, each to another server.
 * @param next the next key's messages, or null when there are no more.
 */
export async function runTwinSender(setting: {
  sender: number;
  origins: readonly string[];
  chance: Chance;
  next(): Keyed | null;
  told(ending: Ending, why: string): void;
  giveUp: AbortSignal;
}): Promise<void> {
  const { sender, origins, chance, giveUp } = setting;
  const agent = new Agent({ keepAlive: true });
  for (let keyed = setting.next(); keyed && !giveUp.aborted; keyed = setting.next()) {
    const { sealed, acknowledged } = keyed;
    const began = performance.now();
    let open = [...sealed];
    while (open.length > 0 && !giveUp.aborted) {
      const first = Math.floor(chance.between(0, origins.length));
      const tries = open.map(async (one, place) => {
        const origin = origins[(first + place) % origins.length]!;
        const cut = chance.between(0, 100) < CUT_PERCENT;
        const [ending, why] = await tryOnce(origin, one, agent, `127.0.${sender}.1`, cut);
        setting.told(ending, why);
        if (ending === 'acknowledged') {
          if (acknowledged.size === 0) keyed!.tookMs = performance.now() - began;
          acknowledged.add(one);
        }
        return ending === 'unknown' ? [one] : [];
      });
      open = (await Promise.all(tries)).flat();
      if (open.length > 0) await sleep(chance.between(0, RETRY_MS));
    }
    await sleep(chance.between(0, REST_MS));
  }
  agent.destroy();
}
