import { VOICE_SECONDS_MAX } from '$lib/voice/parts.ts';
import { BYTES_MAX } from './part-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Why a recording ended. */
export type Ending = 'done' | 'full' | 'interrupted' | 'hidden' | 'unused';

/** Enough for a voice: three minutes are about half a megabyte. */
const BITS_PER_SECOND = 24_000;
/** A phone that breaks down loses no more than this, in milliseconds. */
const PIECE_MS = 2_000;
/** A microphone that is silent for longer was taken by somebody else: a phone call. */
const MUTED_MS = 1_500;
/** Browsers hand over the last piece at once; one that does not is not waited for. */
const LET_GO_MS = 1_500;

/** One recording under way. */
export interface Take {
  seconds(): number;
  /** How loud it is, 0 to 1. */
  level(): number;
  stop(ending: Ending): void;
}

interface Hearing {
  /** Called with each piece, in order. */
  onPiece(bytes: Bytes): void;
  /** Called once, after the last piece, when the microphone is let go. */
  onEnd(ending: Ending): void;
}

/** @returns how loud a stream is now, and what ends the measuring; silence where a phone cannot measure. */
function listenTo(stream: MediaStream): { level(): number; end(): void } {
  try {
    const sound = new AudioContext();
    const analyser = new AnalyserNode(sound, { fftSize: 256 });
    sound.createMediaStreamSource(stream).connect(analyser);
    const wave = new Uint8Array(analyser.fftSize);
    return {
      level() {
        analyser.getByteTimeDomainData(wave);
        return Math.max(...wave.map((value) => Math.abs(value - 128))) / 128;
      },
      end: () => void sound.close().catch(() => undefined),
    };
  } catch {
    return { level: () => 0, end: () => undefined };
  }
}

/**
 * Asks for the microphone and records until told to stop, until the time is up, or until something takes the
 * microphone away or hides the page. The microphone is let go as soon as it ends.
 * @throws DOMException where there is no microphone to be had.
 */
export async function startTake(type: string, { onPiece, onEnd }: Hearing): Promise<Take> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const letGo = (): void => stream.getTracks().forEach((track) => track.stop());
  let recorder: MediaRecorder;
  try {
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
    recorder.start(PIECE_MS);
  } catch (fault) {
    letGo();
    throw fault;
  }
  const began = performance.now();
  const hearing = listenTo(stream);
  let ending: Ending | null = null;
  let length = 0;
  let bytes = 0;
  let reading = Promise.resolve();
  let muted: ReturnType<typeof setTimeout> | undefined;
  const seconds = () => (ending ? length : Math.min(VOICE_SECONDS_MAX, (performance.now() - began) / 1_000));

  const stop = (why: Ending): void => {
    if (ending) return;
    length = seconds();
    ending = why;
    clearInterval(timer);
    clearTimeout(muted);
    document.removeEventListener('visibilitychange', onHidden);
    hearing.end();
    if (recorder.state !== 'inactive') recorder.stop();
    // Whatever a browser does, the microphone is let go.
    setTimeout(finish, LET_GO_MS);
  };
  let finished = false;
  const finish = (): void => {
    if (finished) return;
    finished = true;
    letGo();
    void reading.then(() => onEnd(ending ?? 'interrupted'));
  };
  const onHidden = (): void => {
    if (document.hidden) stop('hidden');
  };
  const timer = setInterval(() => {
    if (seconds() >= VOICE_SECONDS_MAX || bytes >= BYTES_MAX.voice - 40_000) stop('full');
  }, 200);
  document.addEventListener('visibilitychange', onHidden);
  for (const track of stream.getAudioTracks()) {
    track.addEventListener('ended', () => stop('interrupted'));
    track.addEventListener('mute', () => (muted = setTimeout(() => stop('interrupted'), MUTED_MS)));
    track.addEventListener('unmute', () => clearTimeout(muted));
  }
  recorder.addEventListener('error', () => stop('interrupted'));
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return;
    bytes += data.size;
    reading = reading.then(async () => onPiece(new Uint8Array(await data.arrayBuffer())));
  });
  recorder.addEventListener('stop', () => {
    stop('interrupted');
    finish();
  });
  return { seconds, level: hearing.level, stop };
}
