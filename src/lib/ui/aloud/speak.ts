/** One utterance: some browsers fall silent within a long one. */
export interface Line {
  text: string;
  lang: string;
  voice: SpeechSynthesisVoice | null;
}

/** What somebody who reads aloud wants to know. */
export interface Reading {
  /** 1 is the usual speed. */
  rate: number;
  /** A line begins. */
  begins?: (place: number) => void;
  /** All is read, or it cannot be. */
  ends: (how: 'read' | 'fault') => void;
}

/** The newest reading; what an older one still hears of its own end means nothing. */
let newest = 0;

function say(lines: readonly Line[], place: number, reading: Reading, mine: number): void {
  const line = lines[place];
  if (!line) return reading.ends('read');
  const utterance = new SpeechSynthesisUtterance(line.text);
  utterance.lang = line.lang;
  if (line.voice) utterance.voice = line.voice;
  utterance.rate = reading.rate;
  utterance.addEventListener('end', () => mine === newest && say(lines, place + 1, reading, mine));
  utterance.addEventListener('error', () => mine === newest && reading.ends('fault'));
  reading.begins?.(place);
  speechSynthesis.speak(utterance);
}

/** Reads lines aloud, one after the other; whatever was being read stops. */
export function speakLines(lines: readonly Line[], reading: Reading, from = 0): void {
  stopSpeaking();
  say(lines, from, reading, newest);
}

/** Silence at once. Nobody is told that a reading ended. */
export function stopSpeaking(): void {
  newest += 1;
  speechSynthesis.cancel();
}
