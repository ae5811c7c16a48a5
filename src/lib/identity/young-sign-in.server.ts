import { record } from '../audit/audit.server.ts';
import { fromBase64Url } from '../sealing/encoding.ts';
import type { IdentityContext } from './identity-context.ts';
import { foldNickname } from './nickname.ts';
import { spacedOnce } from './three-words.ts';
import { openWrappedKey, sameBytes, stretchWords } from './young-keys.server.ts';
import { findYoungByNickname, findYoungRow, rowToYoungPerson } from './young-people.queries.server.ts';
import type { YoungPeopleTable } from './young-people.table.ts';
import { endYoungSession, findYoungOwner, readYoungCookie } from './young-sessions.server.ts';
import type { WithKey } from './young-sign-up.server.ts';

/** What an unknown nickname's words are stretched with: the same work for nothing. */
const NOBODYS_SALT = new Uint8Array(16).fill(7);
const NOBODYS_VERIFIER = new Uint8Array(32);

/** Stretches and compares whether there is such an account or not: one path, one answer. */
async function openWith(
  { ring }: IdentityContext,
  authorityId: string,
  row: YoungPeopleTable | undefined,
  typedWords: string,
): Promise<WithKey | null> {
  const salt = row?.words_salt ? fromBase64Url(row.words_salt) : NOBODYS_SALT;
  const stored = row?.words_verifier ? fromBase64Url(row.words_verifier) : NOBODYS_VERIFIER;
  const ringId = row?.words_ring ?? ring.activeId;
  const words = spacedOnce(typedWords);
  const { verifier, key } = await stretchWords(ring, ringId, authorityId, words, salt);
  const right = sameBytes(verifier, stored);
  const person = rowToYoungPerson(row);
  if (!right || !person || !row?.private_by_words) return null;
  return { person, privateKey: await openWrappedKey(key, row.private_by_words, person, 'words') };
}

/**
 * Checks a nickname and three words together, and records the try.
 * @returns the person and their key, or null: the same answer and the same work whichever was wrong.
 */
export async function signInYoung(
  context: IdentityContext,
  authorityId: string,
  given: { nickname: string; words: string },
): Promise<WithKey | null> {
  const { db, ring, clock } = context;
  const row = await findYoungByNickname(db, authorityId, foldNickname(given.nickname));
  const opened = await openWith(context, authorityId, row, given.words);
  const deed = {
    actor: opened?.person.personId ?? 'anonymous',
    action: opened ? 'young.signed-in' : 'young.sign-in-refused',
    object: row?.person_id ?? 'nobody of that name',
  };
  await db.transaction().execute((trx) => record(trx, ring.secret('audit'), authorityId, deed, clock()));
  return opened;
}

/** Whether these are the words of somebody who is signed in: asked again before what cannot be undone. */
export async function areTheirWords(
  context: IdentityContext,
  authorityId: string,
  personId: string,
  words: string,
): Promise<boolean> {
  const row = await findYoungRow(context.db, authorityId, personId);
  return (await openWith(context, authorityId, row, words)) !== null;
}

/** Signs somebody out on this phone and records it. A cookie that is nobody's is let go without a word. */
export async function signOutYoung(
  { db, ring, clock }: IdentityContext,
  cookie: string | undefined,
): Promise<void> {
  const read = readYoungCookie(cookie);
  const personId = await findYoungOwner(db, cookie);
  await endYoungSession(db, cookie);
  if (!read || !personId) return;
  const deed = { actor: personId, action: 'young.signed-out', object: personId };
  await db.transaction().execute((trx) => record(trx, ring.secret('audit'), read.authorityId, deed, clock()));
}
