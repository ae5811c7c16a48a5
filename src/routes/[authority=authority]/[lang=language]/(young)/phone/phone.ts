/**
 * The one script on every page of young people's. Pages work without it. It applies the display settings before
 * anything is painted, leaves quickly, and starts the worker that keeps pages for when there is no signal.
 */
import { applySettings } from './settings.ts';
import { startWorker } from './worker.ts';

applySettings(document.documentElement);

function leaveQuickly(): void {
  const link = document.querySelector<HTMLAnchorElement>('#leave');
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    // Nothing may ask now whether to stay.
    document.documentElement.dataset.leaving = '';
    location.replace(link.href);
  });
}

addEventListener('DOMContentLoaded', leaveQuickly);
addEventListener('load', () => void startWorker().catch(() => undefined));
addEventListener('pageshow', ({ persisted }) => persisted && applySettings(document.documentElement));
