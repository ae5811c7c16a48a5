const VOICES_COME_WITHIN = 1_500;

/** The voices of a phone come a moment after they are first asked for. */
async function voicesOf(voice: SpeechSynthesis): Promise<SpeechSynthesisVoice[]> {
  const now = voice.getVoices();
  if (now.length > 0) return now;
  await new Promise((resolve) => {
    voice.addEventListener('voiceschanged', resolve, { once: true });
    setTimeout(resolve, VOICES_COME_WITHIN);
  });
  return voice.getVoices();
}

/**
 * Says texts aloud, slowly, in the first of these languages that the phone itself has a voice for. A voice that is made
 * somewhere else would send the receipt there, so it is none.
 * @returns false where there is no such voice.
 */
export async function sayAloud(texts: readonly string[], langs: readonly string[]): Promise<boolean> {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  if (!speech) return false;
  const voices = (await voicesOf(speech)).filter(({ localService }) => localService);
  const speaks = (lang: string) =>
    voices.find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang.split('-')[0]);
  const voice = langs.map(speaks).find((found) => found !== undefined);
  if (!voice) return false;
  speech.cancel();
  for (const text of texts) {
    const utterance = new SpeechSynthesisUtterance(text);
    Object.assign(utterance, { voice, lang: voice.lang, rate: 0.75 });
    speech.speak(utterance);
  }
  return true;
}

/** Nothing is said any more once the page is left. */
export function stopSaying(): void {
  (globalThis.speechSynthesis as SpeechSynthesis | undefined)?.cancel();
}
