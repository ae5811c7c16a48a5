import { randomBytes } from 'node:crypto';
import { record } from '../audit/audit.server.ts';
import { toInstant } from '../platform/clock.ts';
import { isConflict } from '../platform/conflict.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { toBase64Url } from '../sealing/encoding.ts';
import { newKeyPair } from '../sealing/hpke.ts';
import { rewrapForPerson, storePersonWraps } from '../sealing/person-keys.server.ts';
import type { IdentityContext } from './identity-context.ts';
import { foldNickname } from './nickname.ts';
import type { YoungInvited } from './young-invitations.server.ts';
import { stretchWords, wrapPrivateKey } from './young-keys.server.ts';
import { isNicknameTaken } from './young-people.queries.server.ts';
import type { YoungPerson } from './young-person.ts';

/** Somebody with the key that opens what is theirs. */
export interface WithKey {
  person: YoungPerson;
  privateKey: Uint8Array<ArrayBuffer>;
}

/**
 * Uses an invitation up: nickname, words and a new key pair. What was sent before a reset is wrapped to the new key in
 * the same commit.
 * @returns null when somebody else has the nickname.
 * @throws Refusal `moved-on` when the invitation was used meanwhile.
 */
export async function acceptYoungInvitation(
  { db, ring, clock }: IdentityContext,
  { row, invitationId }: YoungInvited,
  chosen: { nickname: string; words: string },
): Promise<WithKey | null> {
  const at = clock();
  const { authority_id: authorityId, person_id: personId } = row;
  const folded = foldNickname(chosen.nickname);
  if (await isNicknameTaken(db, authorityId, folded, personId)) return null;
  const { publicKey, privateKey } = await newKeyPair();
  const person = { authorityId, personId, nickname: chosen.nickname, publicKey, keyId: newId(at) };
  const salt = new Uint8Array(randomBytes(16));
  const { verifier, key } = await stretchWords(ring, ring.activeId, authorityId, chosen.words, salt);
  const privateByWords = await wrapPrivateKey(key, privateKey, person, 'words');
  const wraps = await rewrapForPerson(db, ring, person);
  const accept = db.transaction().execute(async (trx) => {
    const used = await trx
      .updateTable('young_invitations')
      .set({ used_at: toInstant(at) })
      .where('authority_id', '=', authorityId)
      .where('invitation_id', '=', invitationId)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) throw new Refusal('moved-on');
    await trx
      .updateTable('young_people')
      .set({
        nickname: person.nickname,
        nickname_folded: folded,
        words_salt: toBase64Url(salt),
        words_ring: ring.activeId,
        words_verifier: toBase64Url(verifier),
        key_id: person.keyId,
        public_key: publicKey,
        private_by_words: privateByWords,
        active_since: row.active_since ?? toInstant(at),
      })
      .where('authority_id', '=', authorityId)
      .where('person_id', '=', personId)
      .execute();
    await storePersonWraps(trx, wraps);
    const action = row.active_since === null ? 'young.signed-up' : 'young.sign-in-set';
    await record(trx, ring.secret('audit'), authorityId, { actor: personId, action, object: personId }, at);
  });
  try {
    await accept;
  } catch (fault) {
    // Somebody took the nickname at this moment.
    if (isConflict(fault) && (await isNicknameTaken(db, authorityId, folded, personId))) return null;
    throw fault;
  }
  return { person, privateKey };
}
