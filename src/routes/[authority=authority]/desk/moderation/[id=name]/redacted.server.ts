import { hasWordList } from '$lib/moderation/redaction/find-identifying.ts';
import { markWords } from '$lib/moderation/redaction/mark.ts';
import type { Marked } from '$lib/moderation/redaction/marked.ts';
import { isSaid, openTakenOut, type TakenOut } from '$lib/moderation/redaction/seal-redaction.server.ts';
import type { VoiceContext } from '$lib/voice/arrivals.server.ts';
import type { Thread } from '$lib/voice/thread.ts';

/** What the page needs to show what may tell who somebody is. */
export interface RedactionFacts {
  marked: Marked[];
  /** There is no list of words for the language of the message: the rules alone looked. */
  noList: boolean;
  takenOut: TakenOut[];
}

/** Marks the words of a thread that was opened for moderation. */
export async function findRedaction(
  services: VoiceContext,
  authorityId: string,
  { message, entries }: Thread,
): Promise<RedactionFacts> {
  const { lang, messageId } = message;
  return {
    marked: entries
      .filter(isSaid)
      .map((entry) => markWords(entry.entryId, 'words' in entry ? entry.words : '', lang)),
    noList: !hasWordList(lang),
    takenOut: await openTakenOut(services, authorityId, messageId),
  };
}
