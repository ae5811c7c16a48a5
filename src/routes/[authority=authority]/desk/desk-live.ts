/** On every page of the desk: keeps lists fresh while others work, without moving what somebody is reading. */
import { BY_ITSELF } from '../../../front/by-itself.ts';

const LOOK_AGAIN_MS = 60_000;
const TOGETHER_MS = 300;
/** How long to leave the server alone that would not take the stream. */
const LISTEN_AGAIN_MS = 60_000;

const root = document.querySelector<HTMLElement>('[data-live]');
const address = document.querySelector<HTMLScriptElement>('script[data-desk-live]')?.dataset.deskLive;

/** The page as it is now. A document that is fetched so runs no script and passes no sink of Trusted Types. */
function fetchPage(): Promise<Document | null> {
  return new Promise((resolve) => {
    const asked = new XMLHttpRequest();
    asked.open('GET', location.href);
    asked.responseType = 'document';
    asked.setRequestHeader(BY_ITSELF, '1');
    asked.onload = () => {
      const here = new URL(asked.responseURL).pathname === location.pathname;
      resolve(asked.status === 200 && here ? asked.responseXML : null);
    };
    asked.onerror = () => resolve(null);
    asked.send();
  });
}

/** The row that has the focus, else the first that can be seen: it stays where it is on the screen. */
function anchorIn(list: Element): { row: HTMLAnchorElement; focused: boolean } | null {
  const rows = [...list.querySelectorAll<HTMLAnchorElement>('a[href]')];
  const focused = rows.find((row) => row === document.activeElement);
  if (focused) return { row: focused, focused: true };
  const seen = rows.find((row) => row.getBoundingClientRect().bottom > 0);
  return seen && scrollY > 0 ? { row: seen, focused: false } : null;
}

function swapIn(list: HTMLElement, fresh: Element): void {
  if (list.isEqualNode(fresh)) return;
  const anchor = anchorIn(list);
  const top = anchor?.row.getBoundingClientRect().top ?? 0;
  list.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (!anchor) return;
  const same = [...list.querySelectorAll<HTMLAnchorElement>('a[href]')].find(
    ({ href }) => href === anchor.row.href,
  );
  if (!same) return;
  if (anchor.focused) same.focus({ preventScroll: true });
  scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' });
}

let looking = false;
/** While a finger or a button is down nothing is swapped: the click would come to nothing. */
let pressing = false;
let once: number | undefined;

async function look(): Promise<void> {
  if (looking || document.hidden || !root) return;
  looking = true;
  const page = await fetchPage();
  const fresh = page?.querySelector('[data-live]');
  looking = false;
  if (fresh && pressing) lookSoon();
  else if (fresh) swapIn(root, fresh);
}

function lookSoon(): void {
  clearTimeout(once);
  once = window.setTimeout(() => void look(), TOGETHER_MS);
}

let stream: EventSource | null = null;

function listen(): void {
  if (stream || document.hidden || !root || !address) return;
  const rooms = root.dataset.live?.split(' ') ?? [];
  stream = new EventSource(address);
  stream.addEventListener('changed', ({ data }: MessageEvent<string>) => {
    if (rooms.includes(data)) lookSoon();
  });
  stream.addEventListener('ended', stop);
  stream.addEventListener('error', () => {
    if (stream?.readyState !== EventSource.CLOSED) return;
    stop();
    setTimeout(listen, LISTEN_AGAIN_MS);
  });
}

function stop(): void {
  stream?.close();
  stream = null;
}

if (root) {
  listen();
  setInterval(() => void look(), LOOK_AGAIN_MS);
  document.addEventListener('pointerdown', () => (pressing = true));
  for (const end of ['pointerup', 'pointercancel'])
    document.addEventListener(end, () => setTimeout(() => (pressing = false)));
  // A tab nobody sees holds no connection: a browser has few of them.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return stop();
    listen();
    lookSoon();
  });
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    listen();
    lookSoon();
  });
}
