/**
 * The one script on every page of young people's. Pages work without it. It applies the display settings before
 * anything is painted, leaves quickly, and starts the worker that keeps pages for when there is no signal.
 */
import { leaveQuickly, stayAway } from './leave.ts';
import { applySettings } from './settings.ts';
import { startWorker } from './worker.ts';

stayAway();
applySettings(document.documentElement);

/** Where the sender is: most visits never need it. */
const sender = (document.currentScript as HTMLScriptElement | null)?.dataset.sender;

/** Whether something said on this phone waits to be sent, or is kept longer than it should be. */
function hasOutbox(): boolean {
  try {
    const now = new Date().toISOString();
    return Object.entries(localStorage).some(
      ([key, until]) => /^(outbox|draft):/.test(key) && (until === 'waiting' || until < now),
    );
  } catch {
    return false;
  }
}

function sendWhatWaits(): void {
  // Pages where things are said send by themselves.
  if (!sender || document.querySelector('form[data-say], form[data-review]') || !hasOutbox()) return;
  import(/* @vite-ignore */ sender).catch(() => undefined);
}

leaveQuickly();
addEventListener('load', () => {
  void startWorker().catch(() => undefined);
  sendWhatWaits();
});
addEventListener('pageshow', ({ persisted }) => persisted && applySettings(document.documentElement));
