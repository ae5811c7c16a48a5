import { record } from '../audit/audit.server.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { Trx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { IdentityContext } from './identity-context.ts';
import { newInvitationCode, normaliseInvitationCode } from './invitation-code.ts';
import { stepOfCode } from './one-time-codes.server.ts';
import { hashSecret, verifySecret } from './passwords.server.ts';
import {
  clearCredentials,
  findCredentials,
  findPerson,
  insertPerson,
  setCredentials,
} from './people.queries.server.ts';
import type { Person } from './person.ts';
import type { Role } from './roles.ts';
import { endSessionsOf } from './sessions.server.ts';
import { sealCodeSecret } from './sign-in.server.ts';

const LASTS_MINUTES = 7 * 24 * 60;
const MAX_TRIES = 5;

async function insertInvitation(
  trx: Trx,
  authorityId: string,
  personId: string,
  codeHash: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('invitations')
    .values({
      authority_id: authorityId,
      invitation_id: newId(at),
      person_id: personId,
      code_hash: codeHash,
      expires_at: toInstant(minutesAfter(at, LASTS_MINUTES)),
      tries: 0,
      used_at: null,
    })
    .execute();
}

/**
 * Gives somebody a new code, for a lost phone, a forgotten password or a dead invitation: older codes and the old
 * sign-in stop working, and every session of theirs ends.
 * @throws Refusal `not-found` when there is nobody; `not-yourself` for one's own.
 */
export async function inviteAgain(
  { db, ring, clock }: IdentityContext,
  actor: string,
  authorityId: string,
  personId: string,
): Promise<string> {
  if (actor === personId) throw new Refusal('not-yourself');
  const at = clock();
  const code = newInvitationCode();
  const codeHash = await hashSecret(normaliseInvitationCode(code));
  await db.transaction().execute(async (trx) => {
    if (!(await clearCredentials(trx, authorityId, personId))) throw new Refusal('not-found');
    await trx
      .updateTable('invitations')
      .set({ used_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('person_id', '=', personId)
      .where('used_at', 'is', null)
      .execute();
    await insertInvitation(trx, authorityId, personId, codeHash, at);
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'person.invited-again', object: personId },
      at,
    );
  });
  await endSessionsOf(db, personId);
  return code;
}

/**
 * Adds somebody to an authority. @returns their one invitation code, which is not kept in clear anywhere.
 * @throws Refusal `moved-on` when the name is taken.
 */
export async function invite(
  { db, ring, clock }: IdentityContext,
  actor: string,
  newcomer: { authorityId: string; username: string; displayName: string; roles: Role[] },
): Promise<{ personId: string; code: string }> {
  const at = clock();
  const personId = newId(at);
  const code = newInvitationCode();
  const codeHash = await hashSecret(normaliseInvitationCode(code));
  const { authorityId, username } = newcomer;
  await db.transaction().execute(async (trx) => {
    const taken = await trx
      .selectFrom('people')
      .select('person_id')
      .where('authority_id', '=', authorityId)
      .where('username', '=', username)
      .executeTakeFirst();
    if (taken) throw new Refusal('moved-on');
    await insertPerson(trx, { ...newcomer, personId }, at);
    await insertInvitation(trx, authorityId, personId, codeHash, at);
    const meta = { roles: newcomer.roles.join(' ') };
    await record(
      trx,
      ring.secret('audit'),
      authorityId,
      { actor, action: 'person.invited', object: personId, meta },
      at,
    );
  });
  return { personId, code };
}

/**
 * Whose invitation a name and code are, or null. Every try is counted before the code is looked at;
 * after five wrong ones in a row, or seven days, or once used, it is dead.
 */
export async function findInvited(
  { db, clock }: IdentityContext,
  authorityId: string,
  given: { username: string; code: string },
): Promise<{ person: Person; invitationId: string } | null> {
  const credentials = await findCredentials(db, authorityId, given.username.trim().toLowerCase());
  const invitation = credentials
    ? await db
        .updateTable('invitations')
        .set((eb) => ({ tries: eb('tries', '+', 1) }))
        .where('authority_id', '=', authorityId)
        .where('person_id', '=', credentials.person_id)
        .where('used_at', 'is', null)
        .where('tries', '<', MAX_TRIES)
        .where('expires_at', '>', toInstant(clock()))
        .returning(['invitation_id', 'code_hash'])
        .executeTakeFirst()
    : undefined;
  const right = await verifySecret(invitation?.code_hash ?? null, normaliseInvitationCode(given.code));
  if (!right || !credentials || !invitation) return null;
  await db
    .updateTable('invitations')
    .set({ tries: 0 })
    .where('authority_id', '=', authorityId)
    .where('invitation_id', '=', invitation.invitation_id)
    .execute();
  const person = await findPerson(db, authorityId, credentials.person_id);
  return person ? { person, invitationId: invitation.invitation_id } : null;
}

/**
 * Sets the first password and authenticator of somebody invited; the invitation is then used up.
 * @returns false when the one-time code does not fit the new secret.
 * @throws Refusal `moved-on` when the invitation was used meanwhile.
 */
export async function acceptInvitation(
  { db, ring, clock }: IdentityContext,
  { person, invitationId }: { person: Person; invitationId: string },
  chosen: { password: string; codeSecret: string; code: string },
): Promise<boolean> {
  const at = clock();
  const step = stepOfCode(chosen.codeSecret, chosen.code, clock);
  if (step === null) return false;
  const { authorityId, personId } = person;
  const passwordHash = await hashSecret(chosen.password);
  const totpSecret = await sealCodeSecret(ring, authorityId, personId, chosen.codeSecret);
  await db.transaction().execute(async (trx) => {
    const used = await trx
      .updateTable('invitations')
      .set({ used_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('invitation_id', '=', invitationId)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) throw new Refusal('moved-on');
    await setCredentials(trx, authorityId, personId, { passwordHash, totpSecret, totpStep: step });
    const deed = { actor: personId, action: 'person.sign-in-set', object: personId };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
  return true;
}
