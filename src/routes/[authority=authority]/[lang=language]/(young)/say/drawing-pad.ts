/** Paper to draw on, on the page where something is said. Fetched when it is first opened. */
import { offerTool, type ToolPlace } from './part-field.ts';
import type { PartWidget } from './part-widget.ts';
import { paint, paintLast, toPicture } from './paper.ts';
import { drawingStore } from './drawing-store.ts';
import {
  addPoint,
  SIDE,
  startAgain,
  strokesOn,
  undo,
  type Colour,
  type Steps,
  type Stroke,
  type Width,
} from './strokes.ts';

const asFile = (picture: Blob) => new File([picture], 'drawing.png', { type: picture.type });

type Told = 'undone' | 'cleared' | 'restored';

function makePad({ root, keeper, changed, carry }: ToolPlace): PartWidget {
  const paper = root.querySelector<HTMLCanvasElement>('[data-pad-paper]')!;
  const context = paper.getContext('2d', { alpha: false })!;
  const find = (names: string) => [...root.querySelectorAll<HTMLButtonElement>(names)];
  const isFull = () => strokesOn(steps).length > 0;
  const store = drawingStore(keeper);
  let steps: Steps = [];
  let under: Stroke | null = null;
  let isLocked = false;
  const pen: { colour: Colour; width: Width } = { colour: 'black', width: 'thin' };
  paper.width = paper.height = SIDE;

  const tell = (told: Told | null): void => {
    for (const part of root.querySelectorAll<HTMLElement>('[data-pad-told]'))
      part.hidden = part.dataset.padTold !== told;
  };
  const show = (): void => {
    for (const button of find('[data-pad-colour]'))
      button.setAttribute('aria-pressed', String(button.dataset.padColour === pen.colour));
    for (const button of find('[data-pad-width]'))
      button.setAttribute('aria-pressed', String(button.dataset.padWidth === pen.width));
    // Not disabled: who uses a keyboard must not lose their place.
    const can = { undo: steps.length > 0, startAgain: isFull() };
    for (const button of find('[data-pad]'))
      button.setAttribute('aria-disabled', String(!can[button.dataset.pad as keyof typeof can]));
  };
  const draw = (now: Steps, told: Told | null): void => {
    if (now === steps) return;
    steps = now;
    paint(context, strokesOn(steps));
    tell(told);
    show();
    changed(isFull());
    // Here the server seals, and needs it in the form.
    const drawn = steps;
    if (!globalThis.crypto?.subtle && isFull())
      void toPicture(paper).then((picture) => picture && drawn === steps && carry(asFile(picture)));
  };

  const place = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const { left, top, width, height } = paper.getBoundingClientRect();
    return [((clientX - left) / width) * SIDE, ((clientY - top) / height) * SIDE];
  };
  paper.addEventListener('pointerdown', (event) => {
    if (isLocked || under || !event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    paper.setPointerCapture(event.pointerId);
    under = { ...pen, points: [] };
    addPoint(under, ...place(event));
    paintLast(context, under);
  });
  paper.addEventListener('pointermove', (event) => {
    if (!under || !event.isPrimary) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const one of between.length > 0 ? between : [event])
      if (addPoint(under, ...place(one))) paintLast(context, under);
  });
  const lift = (event: PointerEvent): void => {
    if (!under || !event.isPrimary) return;
    const stroke = under;
    under = null;
    draw([...steps, stroke], null);
    store.keep(strokesOn(steps));
  };
  paper.addEventListener('pointerup', lift);
  paper.addEventListener('pointercancel', lift);

  for (const button of find('[data-pad-colour], [data-pad-width]'))
    button.addEventListener('click', () => {
      const { padColour, padWidth } = button.dataset;
      if (padColour) pen.colour = padColour as Colour;
      if (padWidth) pen.width = padWidth as Width;
      show();
    });
  for (const button of find('[data-pad]'))
    button.addEventListener('click', () => {
      if (under || button.ariaDisabled === 'true') return;
      if (button.dataset.pad === 'undo') draw(undo(steps), 'undone');
      else draw(startAgain(steps), 'cleared');
      store.keep(strokesOn(steps));
    });

  paint(context, []);
  show();

  return {
    async attachment() {
      const picture = isFull() ? await toPicture(paper) : null;
      if (!picture) return null;
      carry(asFile(picture));
      return {
        kind: 'drawing',
        type: picture.type,
        seconds: null,
        bytes: new Uint8Array(await picture.arrayBuffer()),
      };
    },
    async restore() {
      const kept = await store.read();
      if (kept.length > 0 && steps.length === 0) draw(kept, 'restored');
      return isFull();
    },
    async clear() {
      draw([], null);
      await store.forget();
    },
    lock(locked) {
      isLocked = locked;
      for (const button of find('button')) button.disabled = locked;
    },
  };
}

const canDraw = () => 'PointerEvent' in window && 'toBlob' in HTMLCanvasElement.prototype;

offerTool('drawing', canDraw, makePad);
