import type { sealForm } from './seal-form.ts';
import type { showSent, showSentBefore } from './show-sent.ts';

/** What `sealer.ts` can do. */
export interface Sealer {
  sealForm: typeof sealForm;
  showSent: typeof showSent;
  showSentBefore: typeof showSentBefore;
}

let loading: Promise<Sealer> | null = null;

/** Loads it once. @throws where it cannot be had just now; asked again, it is tried again. */
export function loadSealer(address: string): Promise<Sealer> {
  loading ??= new Promise<Sealer>((resolve, reject) => {
    addEventListener('sealer', (event) => resolve((event as CustomEvent<Sealer>).detail), { once: true });
    import(/* @vite-ignore */ address).catch(reject);
  }).catch((fault: unknown) => {
    loading = null;
    throw fault;
  });
  return loading;
}

/** Loads it as soon as somebody begins, so that it is there before they are done. */
export function loadSealerWhenTouched(form: HTMLFormElement): void {
  const load = () => void loadSealer(form.dataset.sealer ?? '').catch(() => undefined);
  for (const event of ['focusin', 'pointerdown', 'input']) form.addEventListener(event, load, { once: true });
}
