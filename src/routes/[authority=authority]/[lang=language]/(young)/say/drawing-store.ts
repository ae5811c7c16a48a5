import type { DraftKeeper } from './part-widget.ts';
import { readStrokes, type Stroke } from './strokes.ts';

const NAME = 'drawing.strokes';

/** Keeps a drawing on this phone: the newest, one writing after the other. */
export function drawingStore(keeper: DraftKeeper) {
  let writing: Promise<void> = Promise.resolve();
  let newest: Stroke[] | null = null;
  const write = async (): Promise<void> => {
    const strokes = newest;
    if (!strokes) return;
    newest = null;
    if (strokes.length === 0) await keeper.forget(NAME);
    else await keeper.keep(NAME, new TextEncoder().encode(JSON.stringify(strokes)));
  };
  const next = (work: () => Promise<void>) => (writing = writing.then(work).catch(() => undefined));
  return {
    keep(strokes: Stroke[]): void {
      newest = strokes;
      void next(write);
    },
    async read(): Promise<Stroke[]> {
      const kept = await keeper.read(NAME);
      return kept ? readStrokes(new TextDecoder().decode(kept)) : [];
    },
    forget(): Promise<void> {
      newest = null;
      return next(() => keeper.forget(NAME));
    },
  };
}
