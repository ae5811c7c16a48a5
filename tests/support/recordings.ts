import { randomBytes } from 'node:crypto';
import { deflateSync, crc32 } from 'node:zlib';
import type { Attachment } from '../../src/lib/voice/seal-message.ts';

const big = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  return Buffer.concat([big(content.length), named, big(crc32(named))]);
}

/** A grey picture that browsers can show. @param more bytes that say nothing, to make it so much larger. */
export function png(side = 8, more = 0): Uint8Array<ArrayBuffer> {
  const head = Buffer.concat([big(side), big(side), Buffer.from([8, 0, 0, 0, 0])]);
  const rows = Buffer.alloc(side * (side + 1), 0x80);
  for (let row = 0; row < side; row += 1) rows[row * (side + 1)] = 0;
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', head),
      ...(more > 0 ? [chunk('prVt', randomBytes(more))] : []),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

const RATE = 8_000;

/** Quiet noise that browsers can play: 8,000 bytes a second. */
export function wav(seconds: number): Uint8Array<ArrayBuffer> {
  const sound = randomBytes(Math.round(seconds * RATE)).map((byte) => 0x78 + (byte & 15));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(sound.length, 40);
  return new Uint8Array(Buffer.concat([head, sound]));
}

export const aDrawing = (bytes = png()): Attachment => ({
  kind: 'drawing',
  type: 'image/png',
  seconds: null,
  bytes,
});

export const aRecording = (seconds = 2): Attachment => ({
  kind: 'voice',
  type: 'audio/wav',
  seconds,
  bytes: wav(seconds),
});
