/** Reads the page aloud, a sentence at a time, where the browser can. */
import { speakLines, stopSpeaking } from '$lib/ui/aloud/speak.ts';

const start = document.querySelector<HTMLButtonElement>('[data-aloud-start]');
const end = document.querySelector<HTMLButtonElement>('[data-aloud-stop]');
const buttons = document.querySelector<HTMLElement>('[data-aloud-buttons]');

if (start && end && buttons && 'speechSynthesis' in window) {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-aloud] :is(h1, h2, section p)')].map(
    ({ textContent }) => ({ text: textContent, lang: 'en-GB', voice: null }),
  );
  const show = (speaking: boolean) => {
    start.hidden = speaking;
    end.hidden = !speaking;
  };
  buttons.hidden = false;
  start.addEventListener('click', () => {
    speakLines(lines, { rate: 1, ends: () => show(false) });
    show(true);
    end.focus();
  });
  end.addEventListener('click', () => {
    stopSpeaking();
    show(false);
    start.focus();
  });
  addEventListener('pagehide', stopSpeaking);
}
