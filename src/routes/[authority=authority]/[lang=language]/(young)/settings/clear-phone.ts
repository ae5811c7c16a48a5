import { listDrafts, markedDrafts } from '$lib/voice/outbox-drafts.ts';
import { removePhone } from '$lib/voice/outbox-database.ts';
import { outboxHere } from '$lib/voice/outbox-here.ts';
import { reconcile } from '$lib/voice/outbox-shelf.ts';
import { isMarkedSignedIn } from '../say/signed-in.ts';

/** What would go. */
interface OnPhone {
  unsent: number;
  drafts: number;
  receipts: number;
}

async function countWhatGoes(): Promise<OnPhone> {
  const now = new Date();
  const { items } = await reconcile(outboxHere, now).catch(() => ({ items: [] }));
  const sent = new Set(items.flatMap(({ slot }) => (slot ? [slot] : [])));
  const drafts = await listDrafts(sent, now).catch(() => markedDrafts());
  return {
    unsent: items.filter(({ state }) => state === 'saved' || state === 'refused').length,
    drafts: drafts.length,
    receipts: items.filter(({ receipt }) => receipt !== null).length,
  };
}

/** Whoever is still signed in here leaves everything of theirs to the next one. @returns whether nobody is any more. */
async function signOut(): Promise<boolean> {
  if (!isMarkedSignedIn()) return true;
  const [, authority = '', lang = ''] = location.pathname.split('/');
  await fetch(`/${authority}/${lang}/me/sign-out`, { method: 'POST', redirect: 'manual' }).catch(() => null);
  return !isMarkedSignedIn();
}

async function isClear(): Promise<boolean> {
  const cached = (await globalThis.caches?.keys()) ?? [];
  const databases = (await indexedDB.databases?.()) ?? [];
  return cached.length === 0 && databases.length === 0;
}

/** Takes away everything of ours, with or without a network. @returns whether nothing is left. */
async function clearPhone(): Promise<boolean> {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  // First, so that it keeps nothing anew meanwhile.
  for (const worker of workers) await worker.unregister();
  await removePhone();
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  localStorage.clear();
  sessionStorage.clear();
  const isSignedOut = await signOut();
  return (await isClear()) && isSignedOut;
}

/** Makes the part of the page that clears this phone work. */
export function prepareClearing(): void {
  const section = document.querySelector<HTMLElement>('[data-clear]');
  if (!section) return;
  const part = (name: string) => section.querySelector<HTMLElement>(`[data-clear-${name}]`)!;
  const only = (...shown: string[]) => {
    for (const name of ['start', 'ask', 'done', 'failed']) part(name).hidden = !shown.includes(name);
  };
  part('start').addEventListener('click', () => {
    void countWhatGoes().then((counts) => {
      for (const name of ['unsent', 'drafts', 'receipts'] as const)
        part(name).textContent = String(counts[name]);
      only('ask');
      part('ask').querySelector('h3')?.focus();
    });
  });
  part('no').addEventListener('click', () => {
    only('start');
    part('start').focus();
  });
  part('yes').addEventListener('click', () => {
    void clearPhone()
      .catch(() => false)
      .then((clear) => (clear ? only('done') : only('failed', 'start')));
  });
  section.hidden = false;
  if (location.hash === '#clear') section.scrollIntoView();
}
