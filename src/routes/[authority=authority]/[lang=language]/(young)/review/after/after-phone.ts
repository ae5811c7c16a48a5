/** Beside a review that is open: reads what was decided aloud, and prints the page. Without it, both are the phone's own. */
import { sayAloud, stopSaying } from '../../say/receipt-voice.ts';

const button = (name: string) => document.querySelector<HTMLButtonElement>(`[data-after-do="${name}"]`);

const aloud = button('aloud');
const hush = button('hush');
const print = button('print');
const noVoice = document.querySelector<HTMLElement>('[data-after-no-voice]');

/** What is read: each paragraph and list item of what was decided, in order. */
const lines = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[data-after-aloud]')].flatMap(({ innerText }) =>
    innerText.split(/\n+/).filter((line) => line.trim() !== ''),
  );

if (aloud && hush && 'speechSynthesis' in globalThis) {
  const show = (speaking: boolean) => {
    aloud.hidden = speaking;
    hush.hidden = !speaking;
  };
  show(false);
  aloud.addEventListener('click', () => {
    show(true);
    hush.focus();
    void sayAloud(lines(), (aloud.dataset.langs ?? '').split(' ')).then((says) => {
      if (noVoice) noVoice.hidden = says;
      if (!says) show(false);
    });
  });
  hush.addEventListener('click', () => {
    stopSaying();
    show(false);
    aloud.focus();
  });
  addEventListener('pagehide', stopSaying);
}

if (print) {
  print.hidden = false;
  print.addEventListener('click', () => globalThis.print());
}
