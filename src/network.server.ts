import type { IncomingMessage } from 'node:http';
import { toDay, type Clock } from '$lib/platform/clock.ts';
import type { Environment } from '$lib/platform/environment.server.ts';
import { addressOf, networkOf } from '$lib/platform/network.ts';
import type { KeyRing } from '$lib/sealing/key-ring.server.ts';

/**
 * The name limits count a network by: made with a secret and the day, so that no address is ever kept and yesterday's
 * names say nothing about today's.
 */
export function networkName(
  { ring, clock, environment }: { ring: KeyRing; clock: Clock; environment: Environment },
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
): string {
  const address = addressOf(request, environment.addressHeader, environment.addressDepth);
  return ring.mac('networks', toDay(clock()), networkOf(address)).slice(0, 22);
}
