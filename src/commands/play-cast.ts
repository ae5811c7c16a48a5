/** Plays the fictional cast through the real program, with a clock of its own: six months in half a minute. */
import { checkBack, reopenIfNotRight } from '../lib/change/check-back.server.ts';
import { askAgain } from '../lib/change/ask-again.server.ts';
import type { NewAnswer } from '../lib/change/answer.ts';
import { publishAnswer } from '../lib/change/decide.server.ts';
import { addEvidence } from '../lib/change/keep-evidence.server.ts';
import { openDecision } from '../lib/change/open-decision.server.ts';
import { findDecision } from '../lib/change/decision.queries.server.ts';
import { holdMessage } from '../lib/moderation/hold-message.server.ts';
import { answerSender, noteReplyRead } from '../lib/moderation/moderate.server.ts';
import { draftPoint, releasePoint } from '../lib/moderation/release.server.ts';
import { tellSenders } from '../lib/moderation/thread-lines.server.ts';
import { publishAtOnce } from '../lib/content/publish-at-once.server.ts';
import { toDay, toInstant } from '../lib/platform/clock.ts';
import type { Db } from '../lib/platform/database.ts';
import { passOn } from '../lib/screening/screening.server.ts';
import type { KeyRing } from '../lib/sealing/key-ring.server.ts';
import type { CheckBackAnswer } from '../lib/voice/check-back.ts';
import { findMessage } from '../lib/voice/message.queries.server.ts';
import { receiveMessage, type Sent } from '../lib/voice/send.server.ts';
import { addToThread, findThreadFor, noteCheckBack } from '../lib/voice/thread.server.ts';
import type { Cast, CastDecision, CastEvent, CastMessage } from './cast-file.ts';
import type { Scene } from './cast-scene.ts';
import { bodyOf, EVENT_DAYS_AGO } from './cast-events.ts';
import { DAY, HOUR, timeOf } from './cast-time.ts';
import { keptAnswersOf, standingsOf } from './promise-scenes.ts';

/** Sorts after every entry id: in the story, the duty team has read all there is. */
const ALL_SEEN = '~';

/** A decision's answer in the languages in which the story has it. */
function answerOf({ said, answer, because }: CastDecision): NewAnswer['answer'] {
  const inOne = (lang: 'en' | 'ar') => {
    const [saidIn, answerIn] = [said[lang], answer?.[lang]];
    if (!saidIn || !answerIn) return {};
    const why = because?.[lang];
    return { [lang]: { said: saidIn, answer: answerIn, ...(why ? { because: why } : {}) } };
  };
  return { ...inOne('en'), ...inOne('ar') };
}

/** The made-up people by their key in the story. */
export type CastIds = Record<string, string>;

export interface Stage {
  db: Db;
  ring: KeyRing;
  now: Date;
}

/**
 * Plays one authority's story up to now.
 * @returns what each message's sender got, by the message's key.
 */
export async function playCast(
  stage: Stage,
  authorityId: string,
  cast: Cast,
  ids: CastIds,
): Promise<Map<string, Sent>> {
  const { db, ring, now } = stage;
  const sent = new Map<string, Sent>();
  const pointIds = new Map<string, string>();
  const scenes: Scene[] = [];
  const add = (at: number, play: Scene['play']) =>
    scenes.push({ at: Math.min(at, now.getTime() - HOUR / 60), play });
  const idOf = (key: string) => ids[key] ?? ids[`${key}1`] ?? '';
  const messageIdOf = (key: string) => sent.get(key)?.messageId ?? '';

  const playMessage = (message: CastMessage) => {
    const at = timeOf(message, now);
    const draft = {
      words: message.words,
      lang: message.lang,
      themeId: message.theme,
      commitmentId: message.commitment,
      entitlementId: null,
      mood: message.mood,
      wantsAnswer: message.wantsAnswer,
    };
    const sendKey = Buffer.from(
      ring.mac('receipt making', 'demo', authorityId, message.key),
      'base64url',
    ).subarray(0, 16);
    add(at, async (context) => {
      sent.set(message.key, await receiveMessage(context, authorityId, draft, sendKey.toString('base64url')));
    });
    if (message.outcome === 'awaiting-screening') return;
    if (message.outcome === 'held') {
      const heldAt = at + 2 * HOUR;
      const note = {
        what: 'This needs the duty team today.',
        whom: 'The young person who wrote it.',
        handTo: 'Duty social work team',
        dueAt: toInstant(new Date(Math.max(heldAt, now.getTime()) + HOUR)),
      };
      add(heldAt, (context) =>
        holdMessage(context, idOf('duty'), authorityId, messageIdOf(message.key), note, ALL_SEEN),
      );
      return;
    }
    add(at + 3 * HOUR, (context) =>
      passOn(context, idOf('duty'), authorityId, messageIdOf(message.key), ALL_SEEN),
    );
    const { answer, reply } = message;
    if (!answer) return;
    add(at + 3 * DAY, (context) =>
      answerSender(
        context,
        idOf('participation'),
        authorityId,
        messageIdOf(message.key),
        answer,
        message.key.padStart(22, 'a'),
      ),
    );
    if (!reply) return;
    add(at + 5 * DAY, async (context) => {
      const receipt = sent.get(message.key)?.receipt;
      const thread = receipt === undefined ? null : await findThreadFor(context, authorityId, receipt);
      if (thread) await addToThread(context, authorityId, thread, reply, sendKey.toString('base64url'));
    });
    add(at + 5 * DAY + 3 * HOUR, (context) =>
      passOn(context, idOf('duty'), authorityId, messageIdOf(message.key), ALL_SEEN),
    );
    if (message.quarter === 0) return;
    add(at + 6 * DAY, (context) =>
      noteReplyRead(context, idOf('participation'), authorityId, messageIdOf(message.key)),
    );
  };

  const playPoint = (point: Cast['points'][number]) => {
    const sources = cast.messages.filter((message) => message.point === point.key);
    const last = Math.max(...sources.map((message) => timeOf(message, now)));
    const draft = { text: point.text, themeId: point.theme, commitmentIds: point.commitments };
    add(last + DAY, async (context) => {
      const messageIds = sources.map((message) => messageIdOf(message.key));
      pointIds.set(
        point.key,
        await draftPoint(context, idOf('participation'), authorityId, messageIds, draft),
      );
    });
    if (sources.some((message) => message.outcome !== 'released')) return;
    const releasers = [idOf('council'), idOf('council2')];
    for (const [place, releaser] of releasers.entries())
      add(last + 2 * DAY + place * HOUR, async (context) => {
        await releasePoint(context, releaser, authorityId, pointIds.get(point.key) ?? '', 1);
      });
  };

  const playDecision = (decision: CastDecision) => {
    const at = timeOf(decision, now);
    let decisionId = '';
    add(at, async (context) => {
      const points = decision.points.map((key) => pointIds.get(key) ?? '');
      const dueOn = toDay(new Date(at + decision.dueInDays * DAY));
      const { ownerRole, said } = decision;
      const opened = { ownerId: idOf(decision.owner), ownerRole, dueOn, said };
      decisionId = await openDecision(
        context,
        idOf('participation'),
        authorityId,
        points,
        opened,
        decision.slug,
      );
      await tellSenders(context, authorityId);
    });
    const { answer, state, checkBack: answers } = decision;
    if (!answer || state === 'open') return;
    const published = at + (decision.dueInDays / 2) * DAY;
    add(published, async (context) => {
      const published = { state, answer: answerOf(decision) };
      await publishAnswer(context, idOf(decision.owner), authorityId, decisionId, 1, published);
      await tellSenders(context, authorityId);
    });
    for (const { words, link, daysAfter, public: isPublic } of decision.evidence)
      add(published + daysAfter * DAY, (context) => {
        const happenedOn = toDay(context.clock());
        const evidence = { words, link, happenedOn, isPublic };
        return addEvidence(context, idOf(decision.owner), authorityId, decisionId, evidence);
      });
    // A day later than three months can be, so that it has been asked for certain.
    const again = published + 93 * DAY;
    if (again < now.getTime())
      add(again, async (context) => {
        await askAgain(context, authorityId);
        await tellSenders(context, authorityId);
      });
    const askers = cast.messages.filter((message) => decision.points.includes(message.point ?? ''));
    const said = Object.entries(answers ?? {}).flatMap(([word, count]) => Array<string>(count).fill(word));
    for (const [index, word] of said.entries()) {
      const asker = askers[index];
      if (!asker) continue;
      add(published + (index + 1) * 5 * HOUR, async (context) => {
        const message = await findMessage(db, authorityId, messageIdOf(asker.key));
        const respondent = ring.mac('once', 'check-back', message.messageId, decisionId);
        const published = await findDecision(db, authorityId, decisionId);
        await db.transaction().execute(async (trx) => {
          await checkBack(trx, authorityId, published, respondent, word as CheckBackAnswer, context.clock());
          await noteCheckBack(
            trx,
            context.auditKey,
            authorityId,
            message,
            word as CheckBackAnswer,
            context.clock(),
          );
          await reopenIfNotRight(trx, context.auditKey, authorityId, decisionId, context.clock());
        });
      });
    }
  };

  const playEvent = (event: CastEvent, place: number) =>
    add(now.getTime() - EVENT_DAYS_AGO * DAY, async (context) => {
      const what = { body: bodyOf(event, place, now), why: 'Something new to go to.' };
      const name = { kind: 'service', id: event.id };
      const published = await publishAtOnce(context, idOf('editor'), authorityId, name, what);
      if (!('number' in published)) throw new Error(`${event.id}: ${JSON.stringify(published)}`);
    });

  cast.messages.forEach(playMessage);
  cast.points.forEach(playPoint);
  cast.decisions.forEach(playDecision);
  for (const { at, play } of standingsOf(cast, authorityId, idOf, now)) add(at, play);
  for (const { at, play } of keptAnswersOf(cast, authorityId, now)) add(at, play);
  cast.events.forEach(playEvent);
  scenes.sort((a, b) => a.at - b.at);
  for (const scene of scenes) {
    const clock = () => new Date(scene.at);
    await scene.play({ db, ring, auditKey: ring.secret('audit'), clock });
  }
  return sent;
}
