import type { drawingTypes, voiceTypes } from './parts.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export type MediaType = (typeof voiceTypes)[number] | (typeof drawingTypes)[number];

const latin = (bytes: Bytes, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** MPEG audio begins each frame with eleven ones; the two bits of its layer tell it from AAC, which has none. */
function frameType(bytes: Bytes): MediaType | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || (bytes[1]! & 0xe0) !== 0xe0) return null;
  if ((bytes[1]! & 0xf6) === 0xf0) return 'audio/aac';
  return (bytes[1]! & 0x06) === 0 ? null : 'audio/mpeg';
}

/** Photos and films that are kept in the same boxes as recordings (ISO 14496-12, 4.3). */
const NO_SOUND = ['heic', 'heix', 'hevc', 'mif1', 'msf1', 'avif', 'avis', 'crx ', 'qt  '];

/**
 * What bytes are by how they begin, whatever they are called (WHATWG MIME Sniffing, 6): a recording or a drawing we
 * take, or null. Nothing that a browser could read as a page begins like any of them.
 */
export function mediaTypeOf(bytes: Bytes): MediaType | null {
  if (latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (latin(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (latin(bytes, 0, 4) === 'RIFF') {
    const form = latin(bytes, 8, 12);
    if (form === 'WEBP') return 'image/webp';
    return form === 'WAVE' ? 'audio/wav' : null;
  }
  if (latin(bytes, 0, 4) === '\x1a\x45\xdf\xa3') return 'audio/webm';
  if (latin(bytes, 0, 4) === 'OggS') return 'audio/ogg';
  if (latin(bytes, 4, 8) === 'ftyp') return NO_SOUND.includes(latin(bytes, 8, 12)) ? null : 'audio/mp4';
  if (latin(bytes, 0, 3) === 'ID3') return 'audio/mpeg';
  return frameType(bytes);
}

const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The two sides of a picture, in pixels. */
export interface Sides {
  width: number;
  height: number;
}

function sidesOfPng(view: DataView): Sides {
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Markers that begin a frame (ITU T.81, B.1.1.3); C4, C8 and CC are other things. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sidesOfJpeg(view: DataView): Sides | null {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The three kinds of WebP (RFC 9649, 2.5 to 2.7). */
function sidesOfWebp(bytes: Bytes, view: DataView): Sides | null {
  const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (latin(bytes, 12, 16)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: three(24) + 1, height: three(27) + 1 };
    default:
      return null;
  }
}

/** What a drawing says its sides are, read from its head: nothing is unpacked. @returns null where it does not say. */
export function sidesOf(bytes: Bytes): Sides | null {
  const view = viewOf(bytes);
  try {
    switch (mediaTypeOf(bytes)) {
      case 'image/png':
        return sidesOfPng(view);
      case 'image/jpeg':
        return sidesOfJpeg(view);
      case 'image/webp':
        return sidesOfWebp(bytes, view);
      default:
        return null;
    }
  } catch {
    // Cut short before it says.
    return null;
  }
}

/** Bytes of sound in a second, as the `fmt ` chunk has it; a recording of so many bytes is no longer than that. */
function secondsOfWav(bytes: Bytes, view: DataView): number | null {
  let at = 12;
  while (at + 16 < bytes.length && latin(bytes, at, at + 4) !== 'fmt ')
    at += 8 + view.getUint32(at + 4, true);
  const rate = view.getUint32(at + 16, true);
  return rate > 0 ? (bytes.length - at) / rate : null;
}

/** The box of a name among those that stand side by side (ISO 14496-12, 4.2). @returns where its content begins. */
function boxIn(bytes: Bytes, view: DataView, name: string, from: number): number | null {
  let at = from;
  while (at + 8 <= bytes.length) {
    if (latin(bytes, at + 4, at + 8) === name) return at + 8;
    const size = view.getUint32(at);
    if (size < 8) return null;
    at += size;
  }
  return null;
}

/** The length in the movie's head; a recording still open when it was written has none there. */
function secondsOfMp4(bytes: Bytes, view: DataView): number | null {
  const movie = boxIn(bytes, view, 'moov', 0);
  const head = movie === null ? null : boxIn(bytes, view, 'mvhd', movie);
  if (head === null) return null;
  const isLong = view.getUint8(head) === 1;
  const scale = view.getUint32(head + (isLong ? 20 : 12));
  const length = isLong ? Number(view.getBigUint64(head + 24)) : view.getUint32(head + 16);
  return scale > 0 && length > 0 ? length / scale : null;
}

/**
 * How long a recording says it is, in seconds, where that can be told without decoding it: WAV and MP4.
 * @returns null where it cannot be told.
 */
export function secondsOf(bytes: Bytes): number | null {
  const view = viewOf(bytes);
  try {
    const type = mediaTypeOf(bytes);
    if (type === 'audio/wav') return secondsOfWav(bytes, view);
    return type === 'audio/mp4' ? secondsOfMp4(bytes, view) : null;
  } catch {
    return null;
  }
}
