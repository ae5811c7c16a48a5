import { voiceTypes } from '$lib/voice/parts.ts';

/** What phones may record, the smallest and most widely played first. */
const CANDIDATES = [
  'audio/webm;codecs=opus',
  'audio/mp4;codecs=mp4a.40.2',
  'audio/mp4',
  'audio/webm',
  'audio/ogg;codecs=opus',
];

/** The best type that a phone can record. @returns null where it can record none that we take. */
export function chooseType(isSupported: (type: string) => boolean): string | null {
  return CANDIDATES.find((type) => isSupported(type)) ?? null;
}

/** Minutes and seconds as a clock shows them: `1:05`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export type Trouble = 'refused' | 'none' | 'inUse' | 'broken';

/** Why a phone gives us no microphone (Media Capture and Streams, 10.2), as a message names it. */
export function troubleOf(fault: unknown): Trouble {
  switch (fault instanceof Error || fault instanceof DOMException ? fault.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'inUse';
    default:
      return 'broken';
  }
}

/** What is kept of a recording beside its sound. */
export interface TakeFacts {
  type: string;
  seconds: number;
}

/** Reads kept facts. @returns null for what is none of ours. */
export function readFacts(json: string): TakeFacts | null {
  try {
    const { type, seconds } = JSON.parse(json) as Partial<TakeFacts>;
    const known = voiceTypes.some((one) => one === type) && typeof seconds === 'number' && seconds >= 0;
    return known ? { type: type!, seconds } : null;
  } catch {
    return null;
  }
}

/** The name of one piece of a recording; names sort as the pieces follow each other. */
export const takeName = (place: number) => `voice.${String(place).padStart(4, '0')}`;
