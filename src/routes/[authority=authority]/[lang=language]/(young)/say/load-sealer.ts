import type { showSent, showSentBefore } from './show-sent.ts';

/** What every page's sealer can do: show a receipt. Sealing itself is another thing for each kind of form. */
export interface ShowsReceipts {
  showSent: typeof showSent;
  showSentBefore: typeof showSentBefore;
}

let loading: Promise<ShowsReceipts> | null = null;

/**
 * Loads the page's sealer once: each page has one. @throws where it cannot be had just now; asked again, it is tried again.
 */
export function loadSealer<Sealer extends ShowsReceipts>(address: string): Promise<Sealer> {
  loading ??= new Promise<ShowsReceipts>((resolve, reject) => {
    const take = (event: Event) => resolve((event as CustomEvent<ShowsReceipts>).detail);
    addEventListener('sealer', take, { once: true });
    import(/* @vite-ignore */ address).catch(reject);
  }).catch((fault: unknown) => {
    loading = null;
    throw fault;
  });
  return loading as Promise<Sealer>;
}

/** Loads it as soon as somebody begins, so that it is there before they are done. */
export function loadSealerWhenTouched(form: HTMLFormElement): void {
  const load = () => void loadSealer(form.dataset.sealer ?? '').catch(() => undefined);
  for (const event of ['focusin', 'pointerdown', 'input']) form.addEventListener(event, load, { once: true });
}
