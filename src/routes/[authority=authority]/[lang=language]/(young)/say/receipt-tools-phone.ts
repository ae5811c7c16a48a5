/** What a card of a receipt can do beside being read. Comes only with a card, and keeps nothing. */
import { encode } from 'uqr';
import { qrPath } from '$lib/ui/qr-path.ts';
import { drawCard } from './receipt-picture.ts';
import { sayAloud, stopSaying } from './receipt-voice.ts';

/** Says nothing to whoever finds it among a phone's pictures. */
const PICTURE_NAME = 'card.png';

const textsOf = (root: Element, selector: string) =>
  [...root.querySelectorAll(selector)].map(({ textContent }) => textContent?.trim() ?? '');

function showQr(place: HTMLElement, modules: boolean[][]): void {
  const size = modules.length + 4;
  place.querySelector('svg')?.setAttribute('viewBox', `-2 -2 ${size} ${size}`);
  place.querySelector('path')?.setAttribute('d', qrPath(modules));
  place.hidden = false;
}

function savePicture(picture: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = PICTURE_NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function prepare(card: HTMLElement): void {
  const tools = card.querySelector<HTMLElement>('[data-card-tools]');
  const qr = card.querySelector<HTMLElement>('[data-card-qr]');
  const words = textsOf(card, '[data-receipt="words"] li');
  const digits = textsOf(card, '[data-receipt="digits"] span');
  if (!tools?.hidden || !qr || words.length === 0) return;
  const { data: modules } = encode(words.join(' '), { ecc: 'M', border: 0 });
  showQr(qr, modules);
  const tell = (name: string) => {
    for (const text of tools.querySelectorAll<HTMLElement>('[data-card-told]'))
      text.hidden = text.dataset.cardTold !== name;
  };
  const say = async (texts: string[], langs: string[]) =>
    tell((await sayAloud(texts, langs)) ? 'saying' : 'noVoice');
  const does: Record<string, () => void | Promise<void>> = {
    print: () => print(),
    save: async () => {
      savePicture(await drawCard(textsOf(card, 'h3')[0] ?? '', words, digits, modules));
      tell('saved');
    },
    copy: async () => {
      await navigator.clipboard.writeText(`${words.join(' ')}\n${digits.join(' ')}`);
      tell('copied');
    },
    sayWords: () => say(words, ['en']),
    sayDigits: () =>
      say(
        digits.map((group) => [...group].join(' ')),
        [document.documentElement.lang, 'en'],
      ),
  };
  const failed: Record<string, string> = { copy: 'copyFailed', sayWords: 'noVoice', sayDigits: 'noVoice' };
  tools.addEventListener('click', ({ target }) => {
    const name = (target as Element).closest<HTMLElement>('[data-card-do]')?.dataset.cardDo ?? '';
    void Promise.resolve()
      .then(does[name])
      .catch(() => tell(failed[name] ?? ''));
  });
  tools.hidden = false;
}

for (const card of document.querySelectorAll<HTMLElement>('[data-keep-receipt]')) prepare(card);
addEventListener('pagehide', stopSaying);
