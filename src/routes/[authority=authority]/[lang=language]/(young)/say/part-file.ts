import { drawingTypes, voiceTypes, type AttachmentKind } from '$lib/voice/parts.ts';

/** The most bytes of each, so that both together fit into one message (`ATTACHED_BYTES_MAX`). */
export const BYTES_MAX: Record<AttachmentKind, number> = { voice: 1_700_000, drawing: 300_000 };

/** What some phones and computers call the types that we take. */
const ALSO_CALLED: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-aac': 'audio/aac',
  'image/jpg': 'image/jpeg',
};

/** The type of a file or a recording as we know it, without codecs; null for one that we do not take. */
export function typeFor(kind: AttachmentKind, type: string): string | null {
  const [plain = ''] = type.toLowerCase().split(';');
  const known = ALSO_CALLED[plain.trim()] ?? plain.trim();
  const taken: readonly string[] = kind === 'voice' ? voiceTypes : drawingTypes;
  return taken.includes(known) ? known : null;
}

export type FileFault = 'type' | 'tooLarge' | 'empty';

/** Why a file cannot be sent, or null where it can. */
export function fileFault(
  kind: AttachmentKind,
  { size, type }: { size: number; type: string },
): FileFault | null {
  if (typeFor(kind, type) === null) return 'type';
  if (size === 0) return 'empty';
  return size > BYTES_MAX[kind] ? 'tooLarge' : null;
}
