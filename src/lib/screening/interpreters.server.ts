import { record } from '../audit/audit.server.ts';
import type { Lang } from '../i18n/languages.ts';
import { toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { lockMessage } from '../voice/message.queries.server.ts';
import { refuseIfAbout } from './conflicts.queries.server.ts';
import {
  endInterpreterRequests,
  findInterpreterRequest,
  insertInterpreterRequest,
} from './translations.queries.server.ts';

/** Notes that a message waits for an interpreter; asked again while it does changes nothing. */
export async function askForInterpreter(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  lang: Lang,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await refuseIfAbout(trx, authorityId, messageId, actor);
    if (await findInterpreterRequest(trx, authorityId, messageId)) return;
    await insertInterpreterRequest(trx, {
      authority_id: authorityId,
      request_id: newId(at),
      message_id: messageId,
      lang,
      asked_by: actor,
      asked_at: toInstant(at),
      done_by: null,
      done_at: null,
    });
    const deed = { actor, action: 'message.interpreter-asked', object: messageId, meta: { lang } };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}

/** Notes that nobody waits for an interpreter any more. */
export async function endInterpreterRequest(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await refuseIfAbout(trx, authorityId, messageId, actor);
    const done = { by: actor, at: toInstant(at) };
    if (!(await endInterpreterRequests(trx, authorityId, messageId, done))) return;
    const deed = { actor, action: 'message.interpreter-done', object: messageId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
