import * as v from 'valibot';

/**
 * Pictures that can be picked in place of words, or beside them. Each has an icon (`ui/Icon.svelte`) and a text
 * (`say.pictures.…`). What a picture says is what a young person said: it is sealed like words.
 */
export const pictures = [
  'home',
  'family',
  'brothers-sisters',
  'friends',
  'school',
  'food',
  'bedroom',
  'play',
  'phone',
  'pets',
  'clothes',
  'money',
  'doctor',
  'social-worker',
  'meeting',
  'moving',
  'lonely',
  'scared',
  'hurt',
  'proud',
] as const;
export type Picture = (typeof pictures)[number];

/** Pictures that sound like danger, as words may: help is shown when one is picked, and the duty team looks first. */
export const dangerPictures: readonly Picture[] = ['scared', 'hurt'];

export const attachmentKinds = ['voice', 'drawing'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** The longest recording, in seconds. */
export const VOICE_SECONDS_MAX = 180;

/** What one message may carry beside its words, in bytes, before sealing. */
export const ATTACHED_BYTES_MAX = 2_000_000;

/** What browsers record (MediaRecorder) or phones hand over as a file; types without their codecs. */
export const voiceTypes = [
  'audio/webm',
  'audio/mp4',
  'audio/ogg',
  'audio/mpeg',
  'audio/aac',
  'audio/wav',
] as const;
export const drawingTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** A recording or a drawing, but for its bytes. */
export interface AttachmentFacts {
  kind: AttachmentKind;
  /** One of `voiceTypes` or `drawingTypes`. */
  type: string;
  /** How long a recording is, as the phone measured it. */
  seconds: number | null;
  /** How many pieces it was sealed in (pieces.ts). */
  pieces: number;
}

/** What was said beside words. Sealed as JSON, so that the server learns nothing of it but how large it is. */
export interface Parts {
  /** Somebody is helping the one who says it. */
  helped: boolean;
  pictures: Picture[];
  attachments: AttachmentFacts[];
}

const PartsSchema = v.object({
  helped: v.boolean(),
  pictures: v.pipe(v.array(v.picklist(pictures)), v.maxLength(pictures.length)),
  attachments: v.pipe(
    v.array(
      v.object({
        kind: v.picklist(attachmentKinds),
        type: v.picklist([...voiceTypes, ...drawingTypes]),
        seconds: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(VOICE_SECONDS_MAX * 2))),
        pieces: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
      }),
    ),
    v.maxLength(attachmentKinds.length),
  ),
});

/** Reads opened parts. @returns null for what no phone of ours would seal. */
export function readParts(json: string): Parts | null {
  try {
    const parsed = v.safeParse(PartsSchema, JSON.parse(json));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
