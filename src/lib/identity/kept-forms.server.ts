import { createHash, randomBytes } from 'node:crypto';
import { minutesAfter, toInstant, type Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Typed } from '../platform/forms.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import './kept-forms.table.ts';

export const KEPT_COOKIE = '__Host-kept';
const KEEP_MINUTES = 60;

const idOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Keeps what somebody had typed when their session ran out, sealed, for an hour, for them alone.
 * @returns the token that gets it back.
 */
export async function keepForm(
  context: { db: Db; ring: KeyRing; clock: Clock },
  authorityId: string,
  personId: string,
  form: { path: string; typed: Typed },
): Promise<string> {
  const { db, ring, clock } = context;
  const token = randomBytes(32).toString('base64url');
  const keptId = idOf(token);
  const binding = { authorityId, recordId: keptId, field: personId };
  const sealed = await sealWords(ring.secret('kept forms'), JSON.stringify(form.typed), binding);
  await forgetExpiredForms({ db, clock });
  await db
    .insertInto('kept_forms')
    .values({
      authority_id: authorityId,
      kept_id: keptId,
      person_id: personId,
      path: form.path,
      sealed,
      expires_at: toInstant(minutesAfter(clock(), KEEP_MINUTES)),
    })
    .execute();
  return token;
}

/** Deletes what can be given back to nobody any more: it may quote a young person whose words are shredded by now. */
export async function forgetExpiredForms({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  await db.deleteFrom('kept_forms').where('expires_at', '<=', toInstant(clock())).execute();
}

/** What this person had typed at this address, once; null when there is nothing, or it is somebody else's. */
export async function takeKeptForm(
  context: { db: Db; ring: KeyRing; clock: Clock },
  authorityId: string,
  personId: string,
  path: string,
  token: string,
): Promise<Typed | null> {
  const { db, ring, clock } = context;
  const keptId = idOf(token);
  const row = await db
    .deleteFrom('kept_forms')
    .where('authority_id', '=', authorityId)
    .where('kept_id', '=', keptId)
    .where('person_id', '=', personId)
    .where('path', '=', path)
    .where('expires_at', '>', toInstant(clock()))
    .returning('sealed')
    .executeTakeFirst();
  if (!row) return null;
  const binding = { authorityId, recordId: keptId, field: personId };
  return JSON.parse(await openWords(ring.secret('kept forms'), row.sealed, binding)) as Typed;
}
