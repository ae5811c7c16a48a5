import { record } from '../audit/audit.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { IdentityContext } from './identity-context.ts';
import { setDisabled } from './people.queries.server.ts';
import { endSessionsOf } from './sessions.server.ts';

/** Stops somebody signing in, or lets them again; stopping ends every session they have at once. */
export async function setAllowedIn(
  { db, ring, clock }: IdentityContext,
  actor: string,
  authorityId: string,
  personId: string,
  allowed: boolean,
): Promise<void> {
  const at = clock();
  if (actor === personId) throw new Refusal('not-yourself');
  await db.transaction().execute(async (trx) => {
    if (!(await setDisabled(trx, authorityId, personId, allowed ? null : at))) throw new Refusal('not-found');
    const action = allowed ? 'person.allowed-in' : 'person.disabled';
    await record(trx, ring.secret('audit'), authorityId, { actor, action, object: personId }, at);
  });
  if (!allowed) await endSessionsOf(db, personId);
}
