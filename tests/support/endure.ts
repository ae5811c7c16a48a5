import { expect } from 'vitest';
import { sealedBody } from '../bench/messages.ts';
import { ask, asForm, type Plain } from './plain-http.ts';
import { faultsOf } from './protection.ts';
import type { RunningServer } from './running-server.ts';
import { countMessages, halves, type Kept } from './stored.ts';
import { aSendKey } from './world.ts';

export const OPERATOR = 'a-token-of-the-operator-in-tests';

/** Something that keeps the server from storing anything, until it is over. */
export interface Fault {
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
  /** What goes on being read meanwhile. */
  readable: string[];
  /** Which checks of `/readyz` say no meanwhile, as far as they are known; none where it cannot know. */
  notReady: string[];
}

const LONG = 'Long words that need room of their own. '.repeat(90);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function checksOf({ origin }: RunningServer): Promise<{ status: number; failed: string[] }> {
  const { status, body } = await ask(origin, '/readyz', {
    headers: { authorization: `Bearer ${OPERATOR}` },
  });
  const { checks } = JSON.parse(body.toString()) as { checks: Record<string, boolean> };
  return { status, failed: Object.keys(checks).filter((name) => !checks[name]) };
}

async function untilStored(send: () => Promise<Plain>): Promise<Plain> {
  const until = Date.now() + 15_000;
  let answer = await send();
  while (answer.status === 503 && Date.now() < until) {
    await pause(200);
    answer = await send();
  }
  return answer;
}

/**
 * Lives through a fault: nothing is acknowledged that is not stored, nothing is half-stored, what was typed comes back,
 * reading goes on, the operator can see it; and when it is over the very same bytes are taken, once, by the same process.
 */
export async function endure(server: RunningServer, kept: Kept, fault: Fault): Promise<void> {
  const { origin } = server;
  const seal = (body: string) => {
    const headers = { origin, 'content-type': 'application/json' };
    return ask(origin, '/manchester/en/say/sealed', { method: 'POST', body, headers });
  };
  const send = (path: string, fields: Record<string, string>) => ask(origin, path, asForm(origin, fields));
  const first = await send('/manchester/en/say', { words: 'For its thread' });
  const opener = /name="opener" value="([\w-]{86})"/.exec(first.body.toString())?.[1] ?? '';
  for (const path of fault.readable) expect([path, (await ask(origin, path)).status]).toEqual([path, 200]);
  const sealed = [await sealedBody(kept.db, `One ${LONG}`), await sealedBody(kept.db, `Two ${LONG}`)];
  const form = { words: `أكتب هذا الآن ${LONG}`.trim(), mood: 'angry', key: aSendKey() };
  const reply = { words: `Written back ${LONG}`.trim(), opener, key: aSendKey() };
  const healthy = await checksOf(server);
  const before = await countMessages(kept);

  await fault.begin();
  try {
    const refused = await Promise.all([
      ...sealed.map(seal),
      send('/manchester/ar/say', form),
      send('/manchester/en/say/receipt/reply', reply),
    ]);
    for (const [place, answer] of refused.entries()) {
      const faults = faultsOf(answer, false, place === sealed.length);
      expect([answer.status, answer.headers.get('retry-after'), ...faults]).toEqual([503, ['10']]);
    }
    const [, , typed, back] = refused.map(({ body }) => body.toString());
    expect(typed).toContain('lang="ar" dir="rtl"');
    expect(typed).toContain(`>${form.words}</textarea>`);
    expect(typed).toContain(form.key);
    expect(back).toContain(`>${reply.words}</textarea>`);
    expect(back).toContain(reply.key);
    for (const path of fault.readable) {
      const began = performance.now();
      expect([path, (await ask(origin, path)).status]).toEqual([path, 200]);
      expect(performance.now() - began).toBeLessThan(2_000);
    }
    // What it last found out is a second old at most.
    await pause(1_100);
    const { status, failed } = await checksOf(server);
    if (fault.notReady.length > 0) expect(status).toBe(503);
    expect(failed).toEqual(expect.arrayContaining(fault.notReady));
  } finally {
    await fault.end();
  }

  const taken = await untilStored(() => seal(sealed[0]!));
  expect([taken.status, (await seal(sealed[0]!)).body.toString()]).toEqual([201, taken.body.toString()]);
  expect([(await seal(sealed[1]!)).status, (await seal(sealed[1]!)).status]).toEqual([201, 201]);
  for (let time = 0; time < 2; time += 1) {
    expect((await send('/manchester/ar/say', form)).status).toBe(200);
    const thread = await send('/manchester/en/say/receipt/reply', reply);
    expect([thread.status, thread.body.toString().split(reply.words).length - 1]).toEqual([200, 1]);
  }
  expect([await countMessages(kept), await halves(kept)]).toEqual([before + 3, []]);
  await pause(1_100);
  expect(await checksOf(server)).toEqual(healthy);
  expect(server.child.exitCode).toBeNull();
}
