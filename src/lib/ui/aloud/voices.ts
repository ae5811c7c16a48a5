/** What of a browser's voice decides. */
export interface VoiceFacts {
  /** `en-GB`; some phones write `en_GB` or `eng-GBR`. */
  lang: string;
  /** Whether the phone itself speaks. Others send each sentence to somebody's server. */
  localService: boolean;
  default: boolean;
}

/** Names that phones have for a language of ours, beside its own. */
const ALSO: Record<string, readonly string[]> = { ku: ['kmr'], fa: ['pes', 'prs'], sq: ['als'] };

/** Where no region is asked for, the one people hear around them. */
const REGION: Record<string, string> = { en: 'en-GB' };

function base(tag: string): string {
  const [language = ''] = tag.toLowerCase().split(/[-_]/);
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language;
  } catch {
    return language;
  }
}

const same = (one: string, other: string) =>
  one.toLowerCase().replaceAll('_', '-') === other.toLowerCase().replaceAll('_', '-');

/**
 * The voice to read a language with: one of the phone's own, because what is read may be somebody's own words; the
 * very region before another, the phone's usual before others.
 * @param lang `en`, `en-US`, `ar`.
 * @returns null where the phone has none.
 */
export function voiceFor<Voice extends VoiceFacts>(voices: readonly Voice[], lang: string): Voice | null {
  const wanted = base(lang);
  const region = REGION[lang] ?? lang;
  const rank = (voice: Voice) => (same(voice.lang, region) ? 2 : 0) + (voice.default ? 1 : 0);
  const fit = voices.filter((voice) => {
    const spoken = base(voice.lang);
    return voice.localService && (spoken === wanted || (ALSO[wanted]?.includes(spoken) ?? false));
  });
  return fit.reduce<Voice | null>((best, voice) => (best && rank(best) >= rank(voice) ? best : voice), null);
}
