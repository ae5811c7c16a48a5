import { newId } from '$lib/platform/ids.ts';
import { wellFormed } from '$lib/platform/forms.ts';
import { toBase64Url } from '$lib/sealing/encoding.ts';
import { WORDS_MAX, wordsFault } from '$lib/voice/message.ts';
import { makeReceipt } from '$lib/voice/receipt-making.ts';
import { showReceipt, type ReceiptNumber } from '$lib/voice/receipt.ts';
import { sealMessage } from '$lib/voice/seal-message.ts';
import type { SealedAnswer } from '$lib/voice/sealed-form.ts';
import { showStretched, stretchReceipt } from '$lib/voice/stretch.ts';
import { showSent } from './show-sent.ts';
import { showState, type State } from './show-state.ts';

/** A message sealed on this phone; the very same bytes are sent again until they have arrived. */
interface Ready {
  body: string;
  hash: string;
  receipt: ReceiptNumber;
  opener: string;
}

const FIRST_TRY_AGAIN = 5_000;
const LAST_TRY_AGAIN = 60_000;

async function seal(form: HTMLFormElement, told: FormData): Promise<Ready> {
  const { authority: authorityId = '', kid = '', publicKey = '' } = form.dataset;
  const receipt = makeReceipt();
  const stretched = await stretchReceipt(authorityId, receipt);
  const message = await sealMessage(
    { authorityId, kid, publicKey },
    newId(),
    wellFormed(String(told.get('words') ?? '')),
    stretched,
  );
  const body = JSON.stringify({
    key: toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
    message,
    about: String(told.get('about') ?? ''),
    mood: String(told.get('mood') ?? ''),
    answer: String(told.get('answer') ?? 'yes'),
  });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  return { body, hash: toBase64Url(new Uint8Array(digest)), receipt, opener: showStretched(stretched) };
}

/** What became of one try: in, or to be tried again after so many milliseconds, or not to be had like this. */
type Outcome = { answer: SealedAnswer } | { again: number } | 'broken';

async function send(form: HTMLFormElement, { body, hash }: Ready): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(form.dataset.sealed ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  } catch {
    return { again: 0 };
  }
  if (response.ok) {
    const answer = (await response.json().catch(() => null)) as SealedAnswer | null;
    // Only when it was these very bytes that arrived.
    return answer?.hash === hash ? { answer } : { again: 0 };
  }
  const wait = Number(response.headers.get('retry-after')) * 1_000;
  return response.status === 429 || response.status >= 500 ? { again: wait || 0 } : 'broken';
}

/** Seals and sends the form; what cannot be sent waits on the page, and says so. */
export function prepareSending(form: HTMLFormElement, words: HTMLTextAreaElement): void {
  let ready: Ready | null = null;
  let busy = false;
  let pause = FIRST_TRY_AGAIN;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const state = (next: State) => showState(form, next);

  const tryToSend = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    try {
      if (!ready) {
        // Read before the fields are locked: a locked field is in no form data.
        const told = new FormData(form);
        state('sealing');
        ready = await seal(form, told);
      }
      state('sending');
      const outcome = await send(form, ready);
      if (outcome === 'broken') {
        ready = null;
        state('broken');
      } else if ('answer' in outcome) {
        const { receipt, opener } = ready;
        const danger = form.querySelector<HTMLElement>('[data-help-now]')?.hidden === false;
        showSent(form, { ...outcome.answer, receipt: showReceipt(receipt), opener, danger });
      } else {
        state('waiting');
        timer = setTimeout(() => void tryToSend(), Math.max(pause, outcome.again));
        pause = Math.min(LAST_TRY_AGAIN, pause * 2);
      }
    } catch {
      ready = null;
      state('broken');
    } finally {
      busy = false;
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fault = wordsFault(wellFormed(words.value));
    if (fault) return state({ fault, count: [...words.value].length, max: WORDS_MAX });
    void tryToSend();
  });
  const isWaiting = () => form.dataset.state === 'waiting';
  addEventListener('online', () => isWaiting() && void tryToSend());
  document.addEventListener('visibilitychange', () => !document.hidden && isWaiting() && void tryToSend());
  form.querySelector('[data-again]')?.addEventListener('click', () => void tryToSend());
  form.querySelector('[data-change]')?.addEventListener('click', () => {
    clearTimeout(timer);
    ready = null;
    state('writing');
    words.focus();
  });
  addEventListener('beforeunload', (event) => {
    if (isWaiting() || form.dataset.state === 'sending') event.preventDefault();
  });
}
