const WIDTH = 840;
const HEIGHT = 760;
const EDGE = 56;
const LINE = 62;
const QR = 300;

/** The card as a picture, black on white, drawn on this phone: the same words and digits, and nothing else. */
export async function drawCard(
  heading: string,
  words: readonly string[],
  digits: readonly string[],
  modules: readonly (readonly boolean[])[],
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This phone draws no pictures.');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = '#000';
  pen.font = '700 40px system-ui, sans-serif';
  const rtl = document.documentElement.dir === 'rtl';
  pen.textAlign = rtl ? 'right' : 'left';
  pen.fillText(heading, rtl ? WIDTH - EDGE : EDGE, 84);
  pen.textAlign = 'left';
  pen.direction = 'ltr';
  pen.font = '600 38px system-ui, sans-serif';
  words.forEach((word, place) => pen.fillText(`${place + 1}  ${word}`, EDGE, 160 + place * LINE));
  pen.font = '600 36px ui-monospace, monospace';
  pen.fillText(digits.slice(0, 3).join('  '), EDGE, 640);
  pen.fillText(digits.slice(3).join('  '), EDGE, 694);
  const unit = Math.floor(QR / modules.length);
  const [left, top] = [WIDTH - EDGE - unit * modules.length, 130];
  modules.forEach((row, y) =>
    row.forEach((dark, x) => dark && pen.fillRect(left + x * unit, top + y * unit, unit, unit)),
  );
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture was made.'))), 'image/png'),
  );
}
