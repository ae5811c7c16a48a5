/**
 * The only script on young people's pages. Every page works without it; it keeps help at hand without a signal,
 * shows help while somebody types words that sound like danger, and leaves quickly.
 */
import { soundsLikeDanger } from '$lib/help/danger-words.ts';

interface TrustedTypesWindow {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
}

const WORKER = '/service-worker.js';
const policy = (window as TrustedTypesWindow).trustedTypes?.createPolicy('said-and-done', {
  createScriptURL: (url) => {
    if (url !== WORKER) throw new TypeError('Only our own worker may be started.');
    return url;
  },
});

async function keepHelpAtHand(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER);
  const [, authority, lang] = location.pathname.split('/');
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep: `/${authority}/${lang}/help` });
}

function leaveQuickly(): void {
  const link = document.querySelector<HTMLAnchorElement>('#leave');
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
}

function watchWords(field: HTMLTextAreaElement): void {
  const help = field.form?.querySelector<HTMLElement>('[data-help-now]');
  const left = field.form?.querySelector<HTMLElement>('[data-left]');
  const look = (): void => {
    if (help && soundsLikeDanger(field.value)) help.hidden = false;
    const max = Number(field.dataset.max);
    if (!left || !max) return;
    const rest = max - [...field.value].length;
    left.hidden = rest > max / 4;
    const count = left.querySelector('bdi');
    if (count) count.textContent = String(rest);
  };
  field.addEventListener('input', look);
  look();
}

leaveQuickly();
for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[name="words"]'))
  watchWords(field);
addEventListener('load', () => void keepHelpAtHand());
