import { toInstant } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { PeopleTable } from './people.table.ts';
import type { Person } from './person.ts';
import { isRole, type Role } from './roles.ts';

function rowToPerson(
  row: Pick<PeopleTable, 'authority_id' | 'person_id' | 'username' | 'display_name'>,
  held: string[],
): Person {
  return {
    personId: row.person_id,
    authorityId: row.authority_id,
    username: row.username,
    displayName: row.display_name,
    roles: held.filter(isRole),
  };
}

async function rolesOf(db: Db, authorityId: string, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('person_roles')
    .select('role')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => row.role);
}

/** Somebody who is not disabled. Roles are read anew each time: a role taken away is gone at once. */
export async function findPerson(db: Db, authorityId: string, personId: string): Promise<Person | null> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row ? rowToPerson(row, await rolesOf(db, authorityId, personId)) : null;
}

/** What signing in needs to know of somebody. */
export async function findCredentials(
  db: Db,
  authorityId: string,
  username: string,
): Promise<PeopleTable | null> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('username', '=', username)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export interface ListedPerson extends Person {
  disabled: boolean;
  hasSignIn: boolean;
}

export async function findEveryone(db: Db, authorityId: string): Promise<ListedPerson[]> {
  const people = await db
    .selectFrom('people')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('display_name')
    .execute();
  const held = await db
    .selectFrom('person_roles')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .execute();
  return people.map((row) => ({
    ...rowToPerson(
      row,
      held.filter((role) => role.person_id === row.person_id).map((role) => role.role),
    ),
    disabled: row.disabled_at !== null,
    hasSignIn: row.password_hash !== null,
  }));
}

/** The people of an authority who hold a role, for choosing an owner. */
export async function findHolders(db: Db, authorityId: string, role: Role): Promise<Person[]> {
  const everyone = await findEveryone(db, authorityId);
  return everyone.filter((person) => !person.disabled && person.roles.includes(role));
}

/** Names by id, for showing who did what. */
export async function findNames(db: Db, authorityId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('people')
    .select(['person_id', 'display_name'])
    .where('authority_id', '=', authorityId)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.display_name]));
}

export async function insertPerson(trx: Trx, person: Person, at: Date): Promise<void> {
  const { authorityId, personId } = person;
  await trx
    .insertInto('people')
    .values({
      authority_id: authorityId,
      person_id: personId,
      username: person.username,
      display_name: person.displayName,
      password_hash: null,
      totp_secret: null,
      totp_step: null,
      disabled_at: null,
      created_at: toInstant(at),
    })
    .execute();
  if (person.roles.length === 0) return;
  await trx
    .insertInto('person_roles')
    .values(person.roles.map((role) => ({ authority_id: authorityId, person_id: personId, role })))
    .execute();
}

export async function setCredentials(
  trx: Trx,
  authorityId: string,
  personId: string,
  credentials: { passwordHash: string; totpSecret: string; totpStep: number | null },
): Promise<void> {
  await trx
    .updateTable('people')
    .set({
      password_hash: credentials.passwordHash,
      totp_secret: credentials.totpSecret,
      totp_step: credentials.totpStep,
    })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .execute();
}

/** Marks a code's time step as used. @returns false when that step or a later one was used before. */
export async function useCodeStep(
  db: Db,
  authorityId: string,
  personId: string,
  step: number,
): Promise<boolean> {
  const result = await db
    .updateTable('people')
    .set({ totp_step: step })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function setDisabled(
  trx: Trx,
  authorityId: string,
  personId: string,
  at: Date | null,
): Promise<boolean> {
  const result = await trx
    .updateTable('people')
    .set({ disabled_at: at ? toInstant(at) : null })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Takes somebody's sign-in away. @returns false when there is nobody. */
export async function clearCredentials(trx: Trx, authorityId: string, personId: string): Promise<boolean> {
  const result = await trx
    .updateTable('people')
    .set({ password_hash: null, totp_secret: null, totp_step: null })
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
