import * as v from 'valibot';
import type { Lang } from '../i18n/languages.ts';
import { wellFormed } from '../platform/forms.ts';
import { DESK_LANG, TRANSLATION_MAX, type TranslatorFault } from './translation.ts';

/** A LibreTranslate-compatible server. Words go to it, and to nobody else, when somebody presses the button. */
export interface Translator {
  /** Where words go, as whoever presses the button reads it. */
  host: string;
  translate(words: string, from: Lang): Promise<{ words: string } | { fault: TranslatorFault }>;
}

/** How long an answer may take. */
const PATIENCE_MS = 10_000;

/** Far more than any translation of one message, in bytes. */
const ANSWER_MAX = 200_000;

const Answer = v.object({
  translatedText: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(TRANSLATION_MAX)),
});
const Problem = v.object({ error: v.string() });

/** What a server calls a language where it is not our code. Pages in English may hold words in any language. */
const sourceOf = (lang: Lang): string => (lang === 'en' ? 'auto' : lang === 'prs' ? 'fa' : lang);

/** The body of an answer, up to a limit. @throws what the network says; RangeError for one that goes on and on. */
async function readUpTo(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new RangeError('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function understand(status: number, text: string): { words: string } | { fault: TranslatorFault } {
  const body = parsed(text);
  if (status === 200) {
    const answer = v.safeParse(Answer, body);
    return answer.success ? { words: wellFormed(answer.output.translatedText) } : { fault: 'nonsense' };
  }
  if (status >= 500) return { fault: 'broken' };
  const problem = v.safeParse(Problem, body);
  const isLanguage = problem.success && /not (supported|available)/i.test(problem.output.error);
  return { fault: status === 400 && isLanguage ? 'not-this-language' : 'refused' };
}

/** @param patienceMs how long an answer may take, the reading of it included. */
export function openTranslator(
  { url, key }: { url: string; key: string | null },
  patienceMs = PATIENCE_MS,
): Translator {
  return {
    host: new URL(url).host,
    async translate(words, from) {
      const asked = { q: words, source: sourceOf(from), target: DESK_LANG, format: 'text' };
      try {
        const response = await fetch(`${url}/translate`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            'accept-language': 'en',
          },
          body: JSON.stringify(key === null ? asked : { ...asked, api_key: key }),
          // Words go to the address that was set, and to no other that it names.
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
        });
        return understand(response.status, await readUpTo(response, ANSWER_MAX));
      } catch (fault) {
        return { fault: fault instanceof RangeError ? 'nonsense' : 'no-answer' };
      }
    },
  };
}
