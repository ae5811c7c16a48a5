import { may, type Act, type Role } from '$lib/identity/roles.ts';
import type { Live } from '$lib/platform/live.server.ts';
import { bridge } from '../../../../bridge.ts';

/** Proxies close what is quiet for a minute; and a session that ended is noticed within this. */
const HEARTBEAT_MS = 20_000;

/** Streams one person may have open on this server: some desks, each in some tabs. */
const MOST_STREAMS = 8;

/** What a role must be able to do to hear of a room. */
const acts: Record<string, Act> = {
  screening: 'screen',
  moderation: 'moderate',
  points: 'read-points',
  reviews: 'see-reviews',
};

const open = new Map<string, number>();

export interface Listener {
  authorityId: string;
  personId: string;
  roles: readonly Role[];
  /** Who they are now, asked at each heartbeat; null once their session has ended. */
  stillThere(): Promise<{ roles: readonly Role[] } | null>;
}

/** Whether somebody may open one stream more. */
export const mayListen = (personId: string): boolean => (open.get(personId) ?? 0) < MOST_STREAMS;

/** A stream of hints that something changed: the name of a room, and nothing else. It ends with the session. */
export function streamOf(live: Live, listener: Listener): ReadableStream<Uint8Array> {
  const { authorityId, personId } = listener;
  const encoder = new TextEncoder();
  let { roles } = listener;
  let end: () => void = () => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const hearing = live.hear((change) => {
        const act = acts[change.room];
        if (change.authorityId === authorityId && act && may(roles, act))
          write(`event: changed\ndata: ${change.room}\n\n`);
      });
      const beating = setInterval(() => void beat(), HEARTBEAT_MS);
      let ended = false;
      end = () => {
        if (ended) return;
        ended = true;
        hearing();
        clearInterval(beating);
        bridge().partings.delete(part);
        const left = (open.get(personId) ?? 1) - 1;
        if (left > 0) open.set(personId, left);
        else open.delete(personId);
      };
      const close = (last: string) => {
        if (ended) return;
        write(last);
        end();
        controller.close();
      };
      const part = () => close('retry: 3000\n\n');
      const beat = async () => {
        const now = await listener.stillThere().catch(() => ({ roles }));
        if (ended) return;
        if (!now) return close('event: ended\ndata: session\n\n');
        roles = now.roles;
        write(': still here\n\n');
      };
      open.set(personId, (open.get(personId) ?? 0) + 1);
      bridge().partings.add(part);
      write('retry: 3000\n\n');
    },
    cancel: () => end(),
  });
}
