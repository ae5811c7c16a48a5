import { outboxHere, sendFromHere } from '$lib/voice/outbox-here.ts';
import type { Outbox } from '$lib/voice/outbox-shelf.ts';

interface WithSync {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks the worker to go on when this page is gone, where a browser can do that. */
async function askWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (registration as WithSync | undefined)?.sync?.register('outbox');
}

/**
 * Sends what waits, for as long as this page is open: when it is asked to, when there is a network again, when somebody looks at it,
 * and by and by. @returns what makes it try at once: nothing is sent before that is called.
 */
export function keepSending(outbox: Outbox = outboxHere): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let again = false;

  const run = async (eager: boolean): Promise<void> => {
    clearTimeout(timer);
    const wait = await sendFromHere(eager, outbox).catch(() => 30_000);
    if (wait === null) return;
    timer = setTimeout(() => wake(false), wait);
    await askWorker().catch(() => undefined);
  };
  const wake = (eager: boolean): void => {
    if (running) {
      again ||= eager;
      return;
    }
    running = run(eager).finally(() => {
      running = null;
      if (again) {
        again = false;
        wake(true);
      }
    });
  };

  addEventListener('online', () => wake(true));
  addEventListener('pageshow', ({ persisted }) => persisted && wake(true));
  document.addEventListener('visibilitychange', () => document.hidden || wake(true));
  return () => wake(true);
}
