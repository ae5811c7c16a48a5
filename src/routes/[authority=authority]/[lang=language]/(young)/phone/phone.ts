/**
 * The one script on every page of young people's. Pages work without it. It applies the display settings before
 * anything is painted, leaves quickly, and starts the worker that keeps pages for when there is no signal.
 */
import { leaveQuickly, stayAway } from './leave.ts';
import { applySettings } from './settings.ts';
import { startWorker } from './worker.ts';

stayAway();
applySettings(document.documentElement);
leaveQuickly();
addEventListener('load', () => void startWorker().catch(() => undefined));
addEventListener('pageshow', ({ persisted }) => persisted && applySettings(document.documentElement));
