import { findDecision } from '$lib/change/decision.queries.server.ts';
import type { AnswerKind } from '$lib/change/decision.ts';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatDay, formatTime } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { toDay } from '$lib/platform/clock.ts';
import { newSendKey } from '$lib/voice/send-key.server.ts';
import { dueDay, holderOf, type Stage } from '$lib/voice/journey.ts';
import { findMessage } from '$lib/voice/message.queries.server.ts';
import { readReceipt, showReceipt, type ReceiptNumber } from '$lib/voice/receipt.ts';
import { findThreadFor, readThread, type OpenThread } from '$lib/voice/thread.server.ts';
import type { ThreadEntry } from '$lib/voice/thread.ts';
import type { Services } from '../../../../../../services.server.ts';

/** What somebody who typed a receipt gets: their thread, or why not (a message key). */
export type Opened =
  | { receipt: ReceiptNumber; open: OpenThread }
  | { fault: 'receipt.unreadable' | 'receipt.slip' | 'receipt.wrong' };

export async function openReceipt(services: Services, authorityId: string, typed: string): Promise<Opened> {
  const receipt = readReceipt(typed);
  if (typeof receipt === 'string') return { fault: `receipt.${receipt}` };
  const open = await findThreadFor(services, authorityId, receipt);
  return open ? { receipt, open } : { fault: 'receipt.wrong' };
}

/** Stages whose own line says it better: a decision's, or the answer to "did we get it right?". */
const toldByAnotherLine: readonly Stage[] = ['deciding', 'answered', 'closed'];

function isTold(entry: ThreadEntry): boolean {
  return entry.kind === 'moved' && toldByAnotherLine.includes(entry.stage);
}

type ShownEntry = Exclude<ThreadEntry, { kind: 'decision' }> | ShownDecision;

interface ShownDecision {
  kind: 'decision';
  entryId: string;
  at: string;
  move: 'decide' | 'answer' | 'reopen';
  /** The kind of the last published answer. */
  answered: AnswerKind | null;
  slug: string;
  /** The answer's words, on the line of the newest one; an older answer has been replaced. */
  words: string | null;
  wordsLang: Lang;
  decisionId: string;
  /** Whether "did we get it right?" may be answered here: the newest line of a published decision. */
  askable: boolean;
}

/** A thread as its page shows it, in the reader's language. */
export async function threadPage(
  services: Services,
  authorityId: string,
  lang: Lang,
  receipt: ReceiptNumber,
  open: OpenThread,
) {
  const authority = await authorityOf(services.db, authorityId);
  // Read anew: what was just done with the receipt may have moved the message on.
  const message = await findMessage(services.db, authorityId, open.message.messageId);
  const thread = await readThread(services.db, authorityId, { ...open, message });
  const { stage, stageSince } = thread.message;
  const due = dueDay(stage, stageSince, authority.settings.stageDays);
  const lastDecision = thread.entries.findLast((entry) => entry.kind === 'decision');
  const lastAnswer = thread.entries.findLast((entry) => entry.kind === 'decision' && entry.move === 'answer');
  const entries: ShownEntry[] = await Promise.all(
    thread.entries
      .filter((entry) => !isTold(entry))
      .map(async (entry): Promise<ShownEntry> => {
        const at = formatTime(lang, entry.at);
        if (entry.kind !== 'decision') return { ...entry, at };
        const decision = await findDecision(services.db, authorityId, entry.decisionId);
        const wordsLang = decision.texts[lang]?.answer ? lang : 'en';
        const words =
          entry.entryId === lastAnswer?.entryId ? (decision.texts[wordsLang]?.answer ?? null) : null;
        const { answered, slug, decisionId } = decision;
        const askable = entry.entryId === lastDecision?.entryId && entry.move === 'answer';
        return {
          kind: 'decision',
          entryId: entry.entryId,
          at,
          move: entry.move,
          answered,
          slug,
          words,
          wordsLang,
          decisionId,
          askable,
        };
      }),
  );
  return {
    stage,
    holder: holderOf[stage],
    since: formatTime(lang, stageSince),
    due: due && formatDay(lang, due),
    late: due !== null && due < toDay(services.clock()),
    entries,
    receipt: showReceipt(receipt).digits.join(''),
    sendKey: newSendKey(),
  };
}

export type ThreadPage = Awaited<ReturnType<typeof threadPage>>;
