import { redirect, type RequestEvent } from '@sveltejs/kit';
import { isUnavailable, TRY_AGAIN_SECONDS } from '$lib/platform/unavailable.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { countMessage } from '$lib/voice/limits.server.ts';
import type { MessageFault } from '$lib/voice/message.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';

/** A thread has no address of its own: whoever comes to one of its pages by a link starts with the receipt. */
export function startWithReceipt({
  params,
  request,
}: {
  params: { authority: string; lang: string };
  request: Request;
}): void {
  if (request.method === 'GET') redirect(303, `/${params.authority}/${params.lang}/say/receipt`);
}

/** Why something was not added to a thread for now: its status, a message key, and the seconds to wait. */
export interface NotAdded {
  status: 422 | 429 | 503;
  fault: MessageFault;
  wait: number;
}

/** Adds to a thread what a form sends, counted like a message. @returns why it could not be, or null. */
export async function addCounted(
  {
    locals: { services },
    ...event
  }: Pick<RequestEvent, 'locals' | 'platform' | 'getClientAddress' | 'setHeaders'>,
  authorityId: string,
  add: () => Promise<void>,
): Promise<NotAdded | null> {
  const tellToWait = (seconds: number) => event.setHeaders({ 'retry-after': String(seconds) });
  const wait = await countMessage(services.limits, authorityId, networkOfEvent(services, event));
  if (wait > 0) {
    tellToWait(wait);
    return { status: 429, fault: 'say.faults.busy', wait };
  }
  try {
    await add();
    return null;
  } catch (refusal) {
    if (isUnavailable(refusal)) {
      tellToWait(TRY_AGAIN_SECONDS);
      return { status: 503, fault: 'say.faults.later', wait: 0 };
    }
    if (!(refusal instanceof Refusal) || refusal.code !== 'already-sent-differently') throw refusal;
    return { status: 422, fault: 'say.faults.differently', wait: 0 };
  }
}
