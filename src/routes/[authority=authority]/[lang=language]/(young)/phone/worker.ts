import { TYPING } from './typing.ts';

interface TrustedTypesWindow {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
}

const WORKER = '/service-worker.js';

/** When a page has nothing better to do; soon enough on phones that never say so (Safari). */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 1_000);
};

/** Lets a new version take over once nothing is being typed in any open page. */
function updateWhenQuiet(registration: ServiceWorkerRegistration): void {
  const offer = (): void => {
    const { waiting } = registration;
    if (!waiting) return;
    const takeOver = async (lock: Lock | null) => lock && waiting.postMessage({ takeOver: true });
    navigator.locks?.request(TYPING, { ifAvailable: true }, takeOver).catch(() => undefined);
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  // A little later, when what held it off has let go.
  addEventListener('sent', () => setTimeout(offer, 300));
  offer();
}

/** Registers our worker and asks it to keep the whole of this council in this language. */
export async function startWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const policy = (window as TrustedTypesWindow).trustedTypes?.createPolicy('said-and-done', {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError('Only our own worker may be started.');
      return url;
    },
  });
  const registration = await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER);
  updateWhenQuiet(registration);
  const { active } = await navigator.serviceWorker.ready;
  const [, authority, lang] = location.pathname.split('/');
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    const note = document.querySelector<HTMLElement>('[data-kept]');
    if (note && (data as { kept?: unknown }).kept === `/${authority}/${lang}`) note.hidden = false;
  });
  whenIdle(() => active?.postMessage({ keep: `/${authority}/${lang}` }));
}
