import { record } from '../audit/audit.server.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import { isConflict } from '../platform/conflict.ts';
import type { Db, Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { IdentityContext } from './identity-context.ts';
import { newInvitationCode, normaliseInvitationCode } from './invitation-code.ts';
import type { Person } from './person.ts';
import { hashYoungCode, verifyYoungCode } from './young-keys.server.ts';
import { findYoungRow, insertYoungPerson } from './young-people.queries.server.ts';
import type { YoungPeopleTable } from './young-people.table.ts';

const LASTS_MINUTES = 7 * 24 * 60;
const MAX_TRIES = 5;
/** The first symbols of a code find its invitation; the other six are what is guessed at, five times at most. */
const FINDER_SYMBOLS = 4;

const finderOf = (code: string) => normaliseInvitationCode(code).slice(0, FINDER_SYMBOLS);

async function isFinderFree(db: Db, authorityId: string, finder: string, at: Date): Promise<boolean> {
  const live = await db
    .selectFrom('young_invitations')
    .select('invitation_id')
    .where('authority_id', '=', authorityId)
    .where('finder', '=', finder)
    .where('used_at', 'is', null)
    .where('expires_at', '>', toInstant(at))
    .executeTakeFirst();
  return live === undefined;
}

/** A new code that no other live invitation begins like, with its hash. */
async function drawCode(db: Db, authorityId: string, at: Date): Promise<{ code: string; codeHash: string }> {
  let code = newInvitationCode();
  while (!(await isFinderFree(db, authorityId, finderOf(code), at))) code = newInvitationCode();
  return { code, codeHash: await hashYoungCode(normaliseInvitationCode(code)) };
}

async function replaceInvitation(
  trx: Trx,
  authorityId: string,
  personId: string,
  { code, codeHash }: { code: string; codeHash: string },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('young_invitations')
    .set({ used_at: toInstant(at) })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
  await trx
    .insertInto('young_invitations')
    .values({
      authority_id: authorityId,
      invitation_id: newId(at),
      person_id: personId,
      finder: finderOf(code),
      code_hash: codeHash,
      expires_at: toInstant(minutesAfter(at, LASTS_MINUTES)),
      tries: 0,
      used_at: null,
    })
    .execute();
}

/**
 * Makes an account for somebody the worker knows by a reference of their own.
 * @returns the code to hand over; it is kept in clear nowhere.
 * @throws Refusal `moved-on` when this worker has that reference already.
 */
export async function inviteYoungPerson(
  { db, ring, clock }: IdentityContext,
  worker: Person,
  reference: string,
): Promise<{ personId: string; code: string }> {
  const at = clock();
  const { authorityId, personId: workerId } = worker;
  const personId = newId(at);
  const drawn = await drawCode(db, authorityId, at);
  try {
    await db.transaction().execute(async (trx) => {
      await insertYoungPerson(trx, { authorityId, personId, workerId, reference }, at);
      await replaceInvitation(trx, authorityId, personId, drawn, at);
      const deed = { actor: workerId, action: 'young.invited', object: personId };
      await record(trx, ring.secret('audit'), authorityId, deed, at);
    });
  } catch (fault) {
    if (isConflict(fault)) throw new Refusal('moved-on');
    throw fault;
  }
  return { personId, code: drawn.code };
}

/**
 * Sets a young person's sign-in anew, in person: their words, passkeys and sessions stop working at once, older codes
 * too, and they are told when they next sign in. The worker never sees what is chosen.
 * @returns the new code.
 * @throws Refusal `not-found` for anybody this worker is not named for.
 */
export async function resetYoungPerson(
  { db, ring, clock }: IdentityContext,
  worker: Person,
  personId: string,
): Promise<string> {
  const at = clock();
  const { authorityId, personId: workerId } = worker;
  const drawn = await drawCode(db, authorityId, at);
  await db.transaction().execute(async (trx) => {
    const row = await findYoungRow(trx, authorityId, personId);
    if (row?.worker_id !== workerId) throw new Refusal('not-found');
    // Somebody who has never signed in has nothing changed: they get another code, and are told of nothing.
    const reset = row.active_since === null ? {} : { reset_at: toInstant(at), reset_told: 0 };
    await trx
      .updateTable('young_people')
      .set({ words_salt: null, words_ring: null, words_verifier: null, private_by_words: null, ...reset })
      .where('authority_id', '=', authorityId)
      .where('person_id', '=', personId)
      .execute();
    for (const table of ['young_sessions', 'young_passkeys'] as const)
      await trx
        .deleteFrom(table)
        .where('authority_id', '=', authorityId)
        .where('person_id', '=', personId)
        .execute();
    await replaceInvitation(trx, authorityId, personId, drawn, at);
    const action = row.active_since === null ? 'young.invited-again' : 'young.sign-in-reset';
    await record(trx, ring.secret('audit'), authorityId, { actor: workerId, action, object: personId }, at);
  });
  return drawn.code;
}

/** Somebody who holds a right code. */
export interface YoungInvited {
  row: YoungPeopleTable;
  invitationId: string;
}

/**
 * Whose invitation a code is, or null. Every try at an invitation is counted before its code is looked at; after five
 * wrong ones in a row, or seven days, or once used, it is dead. A code that finds nothing costs the same work.
 */
export async function findYoungInvited(
  { db, clock }: IdentityContext,
  authorityId: string,
  typedCode: string,
): Promise<YoungInvited | null> {
  const code = normaliseInvitationCode(typedCode);
  const invitation = await db
    .updateTable('young_invitations')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('authority_id', '=', authorityId)
    .where('finder', '=', finderOf(code))
    .where('used_at', 'is', null)
    .where('tries', '<', MAX_TRIES)
    .where('expires_at', '>', toInstant(clock()))
    .returning(['invitation_id', 'person_id', 'code_hash'])
    .executeTakeFirst();
  const right = await verifyYoungCode(invitation?.code_hash ?? null, code);
  if (!right || !invitation) return null;
  await db
    .updateTable('young_invitations')
    .set({ tries: 0 })
    .where('authority_id', '=', authorityId)
    .where('invitation_id', '=', invitation.invitation_id)
    .execute();
  const row = await findYoungRow(db, authorityId, invitation.person_id);
  return row ? { row, invitationId: invitation.invitation_id } : null;
}
