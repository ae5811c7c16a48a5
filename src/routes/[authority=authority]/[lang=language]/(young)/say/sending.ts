import { newId } from '$lib/platform/ids.ts';
import { wellFormed } from '$lib/platform/forms.ts';
import { toBase64Url } from '$lib/sealing/encoding.ts';
import { WORDS_MAX, wordsFault } from '$lib/voice/message.ts';
import { makeReceipt } from '$lib/voice/receipt-making.ts';
import { showReceipt, type ReceiptNumber } from '$lib/voice/receipt.ts';
import { inWords, sealMessage } from '$lib/voice/seal-message.ts';
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
/** A connection that says nothing for so long is none. */
const PATIENCE = 25_000;

async function seal(form: HTMLFormElement, told: FormData): Promise<Ready> {
  const { authority: authorityId = '', kid = '', publicKey = '' } = form.dataset;
  const receipt = makeReceipt();
  const stretched = await stretchReceipt(authorityId, receipt);
  const words = wellFormed(String(told.get('words') ?? ''));
  const { message } = await sealMessage({ authorityId, kid, publicKey }, newId(), inWords(words), stretched);
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

/** Answers that say no to these very bytes, whenever they come: anything else may be said by somebody in between. */
const FINAL = [400, 404, 409, 413, 415, 422];

async function send(form: HTMLFormElement, { body, hash }: Ready): Promise<Outcome> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), PATIENCE);
  try {
    const response = await fetch(form.dataset.sealed ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: cut.signal,
    });
    if (response.ok) {
      const answer = (await response.json()) as SealedAnswer;
      // Only when it was these very bytes that arrived.
      return answer.hash === hash ? { answer } : { again: 0 };
    }
    if (FINAL.includes(response.status)) return 'broken';
    return { again: Number(response.headers.get('retry-after')) * 1_000 || 0 };
  } catch {
    return { again: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Seals and sends the form; what cannot be sent waits on the page, and says so. What was sealed is kept until it has
 * arrived or its words are changed: an answer may be lost on the way, and then the same bytes get the same answer.
 */
export function prepareSending(form: HTMLFormElement, words: HTMLTextAreaElement): void {
  let ready: Ready | null = null;
  let busy = false;
  let failures = 0;
  let pause = FIRST_TRY_AGAIN;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const state = (next: State) => showState(form, next);
  const isState = (...names: string[]) => names.includes(form.dataset.state ?? '');

  /** @returns what was sealed and its answer, when it is in. */
  const tryOnce = async (): Promise<{ ready: Ready; answer: SealedAnswer } | null> => {
    if (!ready) {
      // Read before the fields are locked: a locked field is in no form data.
      const told = new FormData(form);
      state('sealing');
      ready = await seal(form, told);
    }
    state('sending');
    const outcome = await send(form, ready);
    if (outcome === 'broken') {
      failures += 1;
      state('broken');
    } else if ('answer' in outcome) {
      return { ready, answer: outcome.answer };
    } else {
      state('waiting');
      timer = setTimeout(() => void tryToSend(), Math.max(pause, outcome.again));
      pause = Math.min(LAST_TRY_AGAIN, pause * 2);
    }
    return null;
  };

  const tryToSend = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    const sent = await tryOnce().catch(() => {
      failures += 1;
      state('broken');
      return null;
    });
    busy = false;
    if (!sent) return;
    const { receipt, opener } = sent.ready;
    const danger = form.querySelector<HTMLElement>('[data-help-now]')?.hidden === false;
    showSent(form, { ...sent.answer, receipt: showReceipt(receipt), opener, danger });
  };

  form.addEventListener('submit', (event) => {
    const fault = wordsFault(wellFormed(words.value));
    // A phone that cannot do it after all lets the server seal; this was never taken, so nothing comes twice.
    if (!fault && failures > 1) return;
    event.preventDefault();
    if (fault) return state({ fault, count: [...words.value].length, max: WORDS_MAX });
    void tryToSend();
  });
  // Other words are another message; those that were refused or failed may be sealed anew.
  form.addEventListener('input', () => (ready = null));
  addEventListener('online', () => isState('waiting') && void tryToSend());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isState('waiting')) void tryToSend();
  });
  form.querySelector('[data-again]')?.addEventListener('click', () => void tryToSend());
  form.querySelector('[data-change]')?.addEventListener('click', () => {
    if (busy) return;
    clearTimeout(timer);
    state('writing');
    words.focus();
  });
  addEventListener('beforeunload', (event) => {
    const leaving = 'leaving' in document.documentElement.dataset;
    if (!leaving && isState('sealing', 'waiting', 'sending')) event.preventDefault();
  });
}
