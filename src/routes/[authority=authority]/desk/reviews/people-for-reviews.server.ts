import { findEveryone } from '$lib/identity/people.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';

/** Whom reviews may be given to: the active officers, and the active workers. */
export async function findPeopleForReviews(db: Db, authorityId: string) {
  const active = (await findEveryone(db, authorityId)).filter(({ disabled }) => !disabled);
  const of = (role: 'reviewing-officer' | 'worker') =>
    active
      .filter(({ roles }) => roles.includes(role))
      .map(({ personId, displayName }) => ({ personId, displayName }));
  return { officers: of('reviewing-officer'), workers: of('worker') };
}
