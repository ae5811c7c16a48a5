import { idsIn, type Faults, type Typed } from '../platform/forms.ts';
import { mediaTypeOf, secondsOf, sidesOf, type MediaType } from './media-types.ts';
import type { MessageFault } from './message.ts';
import {
  ATTACHED_BYTES_MAX,
  attachmentKinds,
  dangerPictures,
  drawingTypes,
  pictures,
  VOICE_SECONDS_MAX,
  voiceTypes,
  type AttachmentKind,
  type Picture,
} from './parts.ts';
import type { Attachment, Said } from './seal-message.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is said beside words. */
export type Beside = Omit<Said, 'words'>;

export const nothingBeside: Beside = { helped: false, pictures: [], attachments: [] };

/** The largest drawing, in bytes and in pixels a side: one that unpacks to more than a screen can show is none. */
const DRAWING_BYTES_MAX = 1_000_000;
const DRAWING_SIDE_MAX = 4_000;

const typesOf: Record<AttachmentKind, readonly MediaType[]> = { voice: voiceTypes, drawing: drawingTypes };

function voiceFault(bytes: Bytes): MessageFault | null {
  if (bytes.length > ATTACHED_BYTES_MAX) return 'say.faults.voice-too-large';
  return (secondsOf(bytes) ?? 0) > VOICE_SECONDS_MAX + 1 ? 'say.faults.voice-too-long' : null;
}

function drawingFault(bytes: Bytes): MessageFault | null {
  const sides = sidesOf(bytes);
  if (sides === null) return 'say.faults.drawing-type';
  const isWide = Math.max(sides.width, sides.height) > DRAWING_SIDE_MAX;
  return isWide || bytes.length > DRAWING_BYTES_MAX ? 'say.faults.drawing-too-large' : null;
}

/** A file as one of ours, by what its bytes are: what it is called and claims to be does not matter. */
function readFile(kind: AttachmentKind, bytes: Bytes): Attachment | MessageFault {
  if (bytes.length === 0) return `say.faults.${kind}-empty`;
  const type = mediaTypeOf(bytes);
  if (type === null || !typesOf[kind].includes(type)) return `say.faults.${kind}-type`;
  const fault = kind === 'voice' ? voiceFault(bytes) : drawingFault(bytes);
  const seconds = kind === 'voice' ? secondsOf(bytes) : null;
  return fault ?? { kind, type, seconds: seconds && Math.min(Math.round(seconds), VOICE_SECONDS_MAX), bytes };
}

/** Files of a posted form, by field. */
export type Files = Partial<Record<AttachmentKind, Bytes>>;

/** Reads what a form without JavaScript says beside words. */
export function parseBeside(typed: Typed, files: Files): { beside: Beside; faults: Faults<MessageFault> } {
  const faults: Faults<MessageFault> = {};
  const picked = idsIn(typed.picture);
  const known = pictures.filter((one) => picked.includes(one));
  if (known.length < picked.length) faults.picture = 'say.faults.picture-unknown';
  const attachments: Attachment[] = [];
  for (const kind of attachmentKinds) {
    const bytes = files[kind];
    if (!bytes) continue;
    const read = readFile(kind, bytes);
    if (typeof read === 'string') faults[kind] = read;
    else attachments.push(read);
  }
  const total = attachments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > ATTACHED_BYTES_MAX) faults.drawing = 'say.faults.attached-too-large';
  return { beside: { helped: Boolean(typed.helped), pictures: known, attachments }, faults };
}

/**
 * Adds that a file must be picked again: a page cannot give a file back as it gives words back.
 * @param faults why the form was not taken.
 */
export function andPickAgain(faults: Faults<MessageFault>, files: Files): Faults<MessageFault> {
  const again = attachmentKinds.flatMap((kind) =>
    files[kind] && !faults[kind] ? [[kind, `say.faults.${kind}-again` as const]] : [],
  );
  return { ...faults, ...(Object.fromEntries(again) as Faults<MessageFault>) };
}

/** Whether one of the pictures sounds like danger, as words may. */
export const showsDanger = (picked: readonly Picture[]) => picked.some((one) => dangerPictures.includes(one));
