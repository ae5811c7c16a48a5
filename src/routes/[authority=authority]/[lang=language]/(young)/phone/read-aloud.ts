/**
 * Reads a page aloud, sentence by sentence, with the phone's own voice where it has one for the language, and shows which
 * sentence it is. Where it has none, that is said in words. Nothing is sent anywhere.
 */
import { sentencesIn, type PageSentence } from '$lib/ui/aloud/page-text.ts';
import { speakLines, stopSpeaking } from '$lib/ui/aloud/speak.ts';
import { voiceFor } from '$lib/ui/aloud/voices.ts';
import { markSentence } from './mark-sentence.ts';
import { keepSpeed, keptSpeed } from './reading-speed.ts';

/** Some phones have their voices ready only a while after the page. */
const WAIT_FOR_VOICES_MS = 2_500;

const canSpeak = 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window;
const bars = [...document.querySelectorAll<HTMLElement>('[data-hear-bar]')];

let heard: { bar: HTMLElement; sentences: PageSentence[]; at: number } | null = null;

const part = <Kind extends HTMLElement>(bar: HTMLElement, name: string) =>
  bar.querySelector<Kind>(`[data-hear-${name}]`);

function show(bar: HTMLElement, name: string, seen: boolean): void {
  const element = part(bar, name);
  if (element) element.hidden = !seen;
}

const voices = () => (canSpeak ? speechSynthesis.getVoices() : []);

const langOf = (bar: HTMLElement) => bar.closest('[lang]')?.getAttribute('lang') ?? 'en';

/** What can be pressed now; before voices may be there, nothing is said. */
function showWays(isSettled: boolean): void {
  for (const bar of bars) {
    const voice = voiceFor(voices(), langOf(bar));
    bar.hidden = !voice && !isSettled;
    show(bar, 'ways', voice !== null);
    show(bar, 'none', voice === null);
  }
}

function showReading(bar: HTMLElement, isReading: boolean): void {
  show(bar, 'start', !isReading);
  show(bar, 'stop', isReading);
}

function stop(): void {
  if (!heard) return;
  stopSpeaking();
  markSentence(null);
  showReading(heard.bar, false);
  heard = null;
}

function targetOf(bar: HTMLElement): Element | null {
  const { hearOf } = bar.dataset;
  if (hearOf) return document.getElementById(hearOf);
  return bar.closest('[data-hear-text]') ?? document.querySelector('main');
}

function readFrom(at: number): void {
  if (!heard) return;
  const { bar, sentences } = heard;
  const here = voices();
  const lines = sentences.map(({ text, lang }) => ({ text, lang, voice: voiceFor(here, lang) }));
  speakLines(
    lines,
    {
      rate: keptSpeed(),
      begins: (place) => {
        if (heard) heard.at = place;
        markSentence(sentences[place] ?? null);
      },
      ends: (how) => {
        const hadFocus = document.activeElement === part(bar, 'stop');
        stop();
        show(bar, 'fault', how === 'fault');
        if (hadFocus) part(bar, 'start')?.focus();
      },
    },
    at,
  );
}

function start(bar: HTMLElement): void {
  stop();
  show(bar, 'fault', false);
  const here = voices();
  const target = targetOf(bar);
  // A passage in another language is read with that language's voice, or not at all.
  const sentences = target ? sentencesIn(target).filter(({ lang }) => voiceFor(here, lang)) : [];
  heard = { bar, sentences, at: 0 };
  showReading(bar, true);
  part(bar, 'stop')?.focus();
  readFrom(0);
}

function changeSpeed(speed: string): void {
  keepSpeed(speed);
  for (const bar of bars) {
    const select = part<HTMLSelectElement>(bar, 'speed');
    if (select) select.value = String(keptSpeed());
  }
  if (heard) readFrom(heard.at);
}

for (const bar of bars) {
  const speed = part<HTMLSelectElement>(bar, 'speed');
  if (speed) speed.value = String(keptSpeed());
  speed?.addEventListener('change', () => changeSpeed(speed.value));
  part(bar, 'start')?.addEventListener('click', () => start(bar));
  part(bar, 'stop')?.addEventListener('click', () => {
    stop();
    part(bar, 'start')?.focus();
  });
}

if (canSpeak) {
  showWays(voices().length > 0);
  speechSynthesis.addEventListener('voiceschanged', () => showWays(true));
  setTimeout(() => showWays(true), WAIT_FOR_VOICES_MS);
  // A page that is left, or a phone that is put away, goes on telling nobody.
  addEventListener('pagehide', stop);
  new MutationObserver(stop).observe(document.documentElement, { attributeFilter: ['data-leaving'] });
  document.addEventListener('visibilitychange', () => document.hidden && stop());
} else showWays(true);
