import { fail, type RequestEvent } from '@sveltejs/kit';
import { findDeedsOn } from '$lib/audit/audit.server.ts';
import { findDecision } from '$lib/change/decision.queries.server.ts';
import { isAsking } from '$lib/change/decision.ts';
import { isOutOfFlow } from '$lib/screening/out-of-flow.server.ts';
import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatClock, formatDay, formatTime } from '$lib/i18n/dates.ts';
import type { Lang } from '$lib/i18n/languages.ts';
import { toDay, toInstant } from '$lib/platform/clock.ts';
import type { Typed } from '$lib/platform/forms.ts';
import { findViewsWith } from '$lib/reviews/own-views.server.ts';
import { lookUp } from '$lib/voice/limits.server.ts';
import { newSendKey } from '$lib/voice/send-key.server.ts';
import { dueDay, holderOf, personDay, type Stage } from '$lib/voice/journey.ts';
import { findMessage } from '$lib/voice/message.queries.server.ts';
import { groupOpenings, openingActions } from '$lib/voice/openings.ts';
import { readReceipt, type ReceiptFault } from '$lib/voice/receipt.ts';
import { stretchInTurn } from '$lib/voice/stretch.server.ts';
import { readStretched, showStretched, type StretchedReceipt } from '$lib/voice/stretch.ts';
import { findThreadWith, readThread } from '$lib/voice/thread.server.ts';
import { findReasons } from '$lib/voice/reasons.queries.server.ts';
import type { OpenThread, ThreadEntry } from '$lib/voice/thread.ts';
import { isSignedIn, openOwn, ownMessageIn } from '../../me/own-opener.server.ts';
import { shownLine, type ShownLine } from './shown-line.server.ts';
import { networkOfEvent } from '../../../../../../network.server.ts';
import type { Services } from '../../../../../../services.server.ts';

/** What somebody who typed a receipt gets: their thread, or why not (a message key). */
export type Opened =
  | { open: OpenThread; opener: string; mayAdd?: boolean }
  | { fault: 'signIn.needed' }
  | { fault: 'receipt.unreadable' | 'receipt.slip' | 'receipt.wrong'; elsewhere?: string }
  | { fault: 'receipt.wait'; wait: number; until: string };

/** Reads what came: a receipt that the phone stretched, or one as it was typed and is to be stretched here. */
export function readTyped(
  authorityId: string,
  { opener = '', receipt = '' }: Typed,
): (() => Promise<StretchedReceipt>) | ReceiptFault {
  const stretched = readStretched(opener);
  if (stretched) return async () => stretched;
  const number = readReceipt(receipt);
  return typeof number === 'string' ? number : () => stretchInTurn(authorityId, number);
}

/**
 * Opens the thread of a receipt; counted before any work is done (voice/limits.server.ts). A slip that its check
 * catches is no guess and is not counted.
 */
export async function openReceipt(
  {
    locals: { services },
    ...event
  }: Pick<RequestEvent, 'locals' | 'platform' | 'getClientAddress' | 'cookies'>,
  authorityId: string,
  typed: Typed,
): Promise<Opened> {
  const own = ownMessageIn(typed.opener);
  if (own) return openOwn(services, event.cookies, authorityId, own);
  const stretch = readTyped(authorityId, typed);
  if (typeof stretch === 'string') return { fault: `receipt.${stretch}` };
  const network = networkOfEvent(services, event);
  const lookedUp = await lookUp(services.limits, authorityId, network, async () => {
    const stretched = await stretch();
    const open = await findThreadWith(services, authorityId, stretched);
    if (open) return { open, opener: showStretched(stretched) };
    // One of a review is no guess: whoever holds it could find that out where reviews are opened.
    return (await findViewsWith(services, authorityId, stretched)) && { elsewhere: showStretched(stretched) };
  });
  if ('found' in lookedUp) {
    const { found } = lookedUp;
    if (!found) return { fault: 'receipt.wrong' };
    if ('elsewhere' in found) return { fault: 'receipt.wrong', ...found };
    return { ...found, mayAdd: await isSignedIn(services, event.cookies, authorityId) };
  }
  const until = formatClock(toInstant(new Date(services.clock().getTime() + lookedUp.wait * 1_000)));
  return { fault: 'receipt.wait', wait: lookedUp.wait, until };
}

/** What a page is told of a receipt that opened nothing; who must wait is told how long (RFC 9110, 10.2.3). */
export function failOpening(
  event: Pick<RequestEvent, 'setHeaders'>,
  typed: Typed,
  failed: Exclude<Opened, { open: OpenThread }>,
) {
  const wait = 'wait' in failed ? failed : null;
  if (wait) event.setHeaders({ 'retry-after': String(wait.wait) });
  return fail(wait ? 429 : failed.fault === 'signIn.needed' ? 401 : 400, {
    typedReceipt: typed.receipt ?? '',
    receiptFault: failed.fault,
    until: wait?.until ?? '',
  });
}

/** Stages whose own line says it better: a decision's, the answer to "did we get it right?", or why it was not shared. */
const toldByAnotherLine: readonly Stage[] = ['deciding', 'answered', 'closed', 'not-shared'];

function isTold(entry: ThreadEntry): boolean {
  return entry.kind === 'moved' && toldByAnotherLine.includes(entry.stage);
}

type ShownEntry = Exclude<ThreadEntry, { kind: 'decision' }> | ShownLine;

/** A thread as its page shows it, in the reader's language. */
export async function threadPage(
  services: Services,
  authorityId: string,
  lang: Lang,
  { open, opener, mayAdd = false }: { open: OpenThread; opener: string; mayAdd?: boolean },
) {
  const authority = await authorityOf(services.db, authorityId);
  // Read anew: what was just done with the receipt may have moved the message on.
  const message = await findMessage(services.db, authorityId, open.message.messageId);
  const thread =
    message.stage === 'unreadable'
      ? { message, entries: [] }
      : await readThread(services.db, authorityId, { ...open, message });
  const { stage, stageSince } = thread.message;
  const today = toDay(services.clock());
  const { stageDays } = authority.settings;
  const due = dueDay(stage, stageSince, stageDays);
  const personAsked = message.wantsPerson
    ? thread.entries.findLast((entry) => entry.kind === 'person')
    : null;
  const personDue = personAsked ? personDay(personAsked.at, stageDays) : null;
  const openings = groupOpenings(
    await findDeedsOn(services.db, authorityId, message.messageId, openingActions),
  );
  const lastDecision = thread.entries.findLast((entry) => entry.kind === 'decision');
  const lastAnswer = thread.entries.findLast((entry) => entry.kind === 'decision' && entry.move === 'answer');
  const lastCheckBack = thread.entries.findLast((entry) => entry.kind === 'check-back');
  const asked =
    lastDecision?.kind === 'decision' &&
    ['answer', 'ask-again'].includes(lastDecision.move) &&
    !(await isOutOfFlow(services.db, authorityId, message))
      ? await findDecision(services.db, authorityId, lastDecision.decisionId)
      : null;
  const askable = asked && isAsking(asked) ? lastDecision?.entryId : null;
  const reasons = await findReasons(services.db, authorityId, message.messageId);
  const saysWhy = reasons.some(({ entryId }) => lastDecision && entryId > lastDecision.entryId);
  const entries: ShownEntry[] = await Promise.all(
    thread.entries
      .filter((entry) => !isTold(entry))
      .map(async (entry): Promise<ShownEntry> => {
        const at = formatTime(lang, entry.at);
        if (entry.kind !== 'decision') return { ...entry, at };
        const isNewest = entry.entryId === lastAnswer?.entryId;
        const line = await shownLine(services.db, authorityId, lang, entry, isNewest);
        return { ...line, at, askable: entry.entryId === askable };
      }),
  );
  return {
    stage,
    holder: holderOf[stage],
    since: formatTime(lang, stageSince),
    due: due && formatDay(lang, due),
    late: due !== null && due < today,
    /** That a person was asked for, and by when somebody gets in touch. */
    person: personDue && { due: formatDay(lang, personDue), late: personDue < today },
    openings: openings.map((opening) => ({ ...opening, at: formatTime(lang, opening.at) })),
    entries,
    opener,
    /** Whether somebody is signed in who may put this message with theirs. */
    mayAdd,
    sendKey: newSendKey(),
    /** What a sender whose last answer was no, or partly, may say why about: nothing where they were not asked. */
    why:
      askable && lastCheckBack && lastCheckBack.answer !== 'yes' && lastCheckBack.entryId > askable
        ? {
            entryId: lastCheckBack.entryId,
            decisionId: asked?.decisionId ?? '',
            said: saysWhy,
            key: newSendKey(),
          }
        : null,
  };
}

export type ThreadPage = Awaited<ReturnType<typeof threadPage>>;
