import { BYTES_MAX } from './part-file.ts';
import { SIDE, type Colour, type Stroke, type Width } from './strokes.ts';

/** As the buttons show them (ui/young.css). */
const INKS: Record<Colour, string> = {
  black: '#1a1430',
  red: '#c81e3a',
  blue: '#1d5fd1',
  green: '#1c7f3a',
  yellow: '#f2a900',
};
const NIBS: Record<Width, number> = { thin: 8, thick: 28 };

type Context = CanvasRenderingContext2D;

function dip(context: Context, { colour, width }: Stroke): void {
  context.strokeStyle = INKS[colour];
  context.lineWidth = NIBS[width];
  context.lineCap = context.lineJoin = 'round';
}

/** Draws a stroke: through the middles between its points, so that no corner is seen. */
function paintStroke(context: Context, stroke: Stroke): void {
  const { points } = stroke;
  dip(context, stroke);
  context.beginPath();
  context.moveTo(points[0]!, points[1]!);
  for (let at = 2; at + 3 < points.length; at += 2) {
    const [x, y, nextX, nextY] = points.slice(at, at + 4) as [number, number, number, number];
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  // A tap is a dot.
  context.lineTo(points.at(-2)!, points.at(-1)!);
  context.stroke();
}

/** Draws the newest bit of a stroke while it is drawn. */
export function paintLast(context: Context, stroke: Stroke): void {
  paintStroke(context, { ...stroke, points: stroke.points.slice(-8) });
}

/** Draws everything anew on white paper. */
export function paint(context: Context, strokes: Stroke[]): void {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SIDE, SIDE);
  for (const stroke of strokes) paintStroke(context, stroke);
}

const toBlob = (canvas: HTMLCanvasElement) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));

/** The drawing as it is sent; smaller where there is so much on it that it would be too many bytes. */
export async function toPicture(paper: HTMLCanvasElement): Promise<Blob | null> {
  let picture = await toBlob(paper);
  for (let side = SIDE * 0.7; picture && picture.size > BYTES_MAX.drawing && side > 200; side *= 0.7) {
    const smaller = document.createElement('canvas');
    smaller.width = smaller.height = Math.round(side);
    smaller.getContext('2d', { alpha: false })?.drawImage(paper, 0, 0, smaller.width, smaller.height);
    picture = await toBlob(smaller);
  }
  return picture;
}
