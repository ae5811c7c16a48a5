/**
 * Leaves quickly: the page is covered at once and replaced by another, and nothing is asked. What waits to be sent
 * stays: of all that is stored only a count in this tab's session storage is written. Pages opened before somebody left
 * do not come back by the Back button (docs/decisions, leaving).
 */
import { countsEscapes, ELSEWHERE } from '$lib/help/leaving.ts';

/** How often somebody has left in this tab. Each page in its history says in which of these visits it was opened. */
const VISITS = 'visits';

interface Entry {
  visit?: number;
}

const page = document.documentElement;

function visitsEnded(): number {
  try {
    return Number(sessionStorage.getItem(VISITS)) || 0;
  } catch {
    return 0;
  }
}

const visitOfPage = (): number => (history.state as Entry | null)?.visit ?? 0;

function goElsewhere(): void {
  // Nothing may ask now whether to stay, and nothing is to be seen while the other page is still on its way.
  page.dataset.leaving = '';
  // Its own task, so that the cover is painted and the browser has taken in the title.
  setTimeout(() => location.replace(ELSEWHERE), 0);
}

function leave(): void {
  // Again, where the way was cut off: still one visit.
  if ('leaving' in page.dataset) return goElsewhere();
  try {
    sessionStorage.setItem(VISITS, String(visitsEnded() + 1));
  } catch {
    // Without it pages may come back by the Back button; leaving works.
  }
  document.title = '';
  goElsewhere();
}

const cameBack = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => {
    return (entry as PerformanceNavigationTiming).type === 'back_forward';
  });

/** What was posted, and the thread in its answer, are asked for anew, by the address alone. */
function askAnew(): void {
  page.dataset.away = '';
  location.replace(location.pathname + location.search);
}

/**
 * Before anything is painted: a page of a visit that somebody ended is not shown again, and no page that was an answer
 * to somebody's own words or receipt comes back by the Back button.
 */
export function stayAway(): void {
  const ended = visitsEnded();
  const isAnswer = document.currentScript?.dataset.answered !== undefined;
  if (ended === visitOfPage()) return isAnswer && cameBack() ? askAnew() : undefined;
  if (cameBack()) goElsewhere();
  else history.replaceState({ ...(history.state as Entry | null), visit: ended }, '');
}

/** What is somebody's own on a page goes with it: it is in no memory of the browser's, whoever comes back. */
function closeBehind(): void {
  addEventListener('pagehide', () => {
    const main = document.querySelector<HTMLElement>('main[data-own-page]');
    page.dataset.away = '';
    main?.replaceChildren();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (visitsEnded() !== visitOfPage()) return goElsewhere();
    if (document.querySelector('main[data-own-page]')) askAnew();
    else delete page.dataset.away;
  });
}

/** The button, and Esc three times, also while typing. */
export function leaveQuickly(): void {
  const isLast = countsEscapes();
  addEventListener(
    'keydown',
    (event) => {
      const isNow = isLast(event);
      // Esc also tells the browser to stop loading: not what is on its way now.
      if (isNow || (event.key === 'Escape' && 'leaving' in page.dataset)) event.preventDefault();
      if (isNow) leave();
    },
    { capture: true },
  );
  // Anywhere on the page and before anything else of it: the button works as soon as it can be seen.
  addEventListener(
    'click',
    (event) => {
      if (!(event.target instanceof Element) || !event.target.closest('#leave')) return;
      event.preventDefault();
      leave();
    },
    { capture: true },
  );
  closeBehind();
}
