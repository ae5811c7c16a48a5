import { findEveryone, type ListedPerson } from '$lib/identity/people.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { Refusal } from '$lib/platform/refusal.ts';

/** Somebody of this authority, disabled or not. @throws Refusal `not-found` when there is nobody. */
export async function findListed(db: Db, authorityId: string, personId: string): Promise<ListedPerson> {
  const person = (await findEveryone(db, authorityId)).find((one) => one.personId === personId);
  if (!person) throw new Refusal('not-found');
  return person;
}
