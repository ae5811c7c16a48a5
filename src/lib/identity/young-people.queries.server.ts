import type { Db } from '../platform/database.ts';
import type { YoungPeopleTable } from './young-people.table.ts';
import type { YoungPerson } from './young-person.ts';

/** A row as a person; null until somebody has signed up with it, and once it is deleted. */
export function rowToYoungPerson(row: YoungPeopleTable | undefined): YoungPerson | null {
  if (!row || row.deleted_at !== null) return null;
  const { nickname, public_key: publicKey, key_id: keyId } = row;
  if (nickname === null || publicKey === null || keyId === null) return null;
  return { personId: row.person_id, authorityId: row.authority_id, nickname, publicKey, keyId };
}

export async function findYoungRow(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<YoungPeopleTable | undefined> {
  return db
    .selectFrom('young_people')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

export async function findYoungPerson(
  db: Db,
  authorityId: string,
  personId: string,
): Promise<YoungPerson | null> {
  return rowToYoungPerson(await findYoungRow(db, authorityId, personId));
}
