import type { IncomingMessage } from 'node:http';
import type { RequestEvent } from '@sveltejs/kit';
import { toDay, type Clock } from '$lib/platform/clock.ts';
import type { Environment } from '$lib/platform/environment.server.ts';
import { addressOf, networkOf } from '$lib/platform/network.ts';
import type { KeyRing } from '$lib/sealing/key-ring.server.ts';

/** What of a request says where it came from. */
export interface FromSomewhere {
  headers: IncomingMessage['headers'];
  socket: { remoteAddress?: string };
}

let newest = { minute: NaN, day: '' };

/** The day in England, looked up once a minute. */
function dayOf(now: Date): string {
  const minute = Math.floor(now.getTime() / 60_000);
  if (newest.minute !== minute) newest = { minute, day: toDay(now) };
  return newest.day;
}

/**
 * The name limits count a network by: made with a secret and the day, so that no address is ever kept and yesterday's
 * names say nothing about today's.
 */
export function networkName(
  { ring, clock, environment }: { ring: KeyRing; clock: Clock; environment: Environment },
  request: FromSomewhere,
): string {
  const address = addressOf(request, environment.addressHeader, environment.addressDepth);
  return ring.mac('networks', dayOf(clock()), networkOf(address)).slice(0, 22);
}

/** The same for a request inside the framework. */
export function networkOfEvent(
  services: { ring: KeyRing; clock: Clock; environment: Environment },
  { platform, getClientAddress }: Pick<RequestEvent, 'platform' | 'getClientAddress'>,
): string {
  // While developing there is no server of ours in front.
  const request = platform?.req ?? { headers: {}, socket: { remoteAddress: getClientAddress() } };
  return networkName(services, request);
}
