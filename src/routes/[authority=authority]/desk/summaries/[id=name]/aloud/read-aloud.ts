/**
 * Reads the page aloud, sentence by sentence, where the browser has a voice. One sentence an utterance: some browsers
 * fall silent within a long one.
 */
const start = document.querySelector<HTMLButtonElement>('[data-aloud-start]');
const end = document.querySelector<HTMLButtonElement>('[data-aloud-stop]');
const buttons = document.querySelector<HTMLElement>('[data-aloud-buttons]');

if (start && end && buttons && 'speechSynthesis' in window) {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-aloud] :is(h1, h2, section p)')].map(
    (element) => element.textContent,
  );
  const show = (speaking: boolean) => {
    start.hidden = speaking;
    end.hidden = !speaking;
  };
  buttons.hidden = false;
  start.addEventListener('click', () => {
    speechSynthesis.cancel();
    for (const [place, line] of lines.entries()) {
      const utterance = new SpeechSynthesisUtterance(line);
      utterance.lang = 'en-GB';
      if (place === lines.length - 1) utterance.addEventListener('end', () => show(false));
      speechSynthesis.speak(utterance);
    }
    show(true);
    end.focus();
  });
  end.addEventListener('click', () => {
    speechSynthesis.cancel();
    show(false);
    start.focus();
  });
  window.addEventListener('pagehide', () => speechSynthesis.cancel());
}

export {};
