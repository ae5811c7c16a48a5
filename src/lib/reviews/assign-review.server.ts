import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { may } from '../identity/roles.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { notePeopleNew } from '../voice/something-new.server.ts';
import { mustHold } from './add-series.server.ts';
import type { Series } from './review.ts';
import { changeSeries, findSameReference, handReviewsOn, lockSeries } from './series.queries.server.ts';

/** Whether somebody may say who holds these reviews: their officer, or an administrator, who reads nothing of them. */
export function mayAssign({ personId, roles }: Person, { officerId }: Pick<Series, 'officerId'>): boolean {
  return (
    may(roles, 'assign-reviews') &&
    (roles.includes('administrator') || (officerId === personId && roles.includes('reviewing-officer')))
  );
}

/** Who is to have a series from now on; what is left out stays. */
export interface Assigned {
  officerId?: string;
  workerId?: string;
  /** Their account here, or null: they do not sign in. */
  youngPersonId?: string | null;
}

/**
 * Gives a young person's reviews to another officer or worker: from this moment they find everything of them that is still
 * here, and whoever had them finds nothing. A young person who signs in is told that there is something new.
 * @throws Refusal `not-found` for whoever may not, and for an officer, worker or young person who is not there for it;
 * `moved-on` where somebody was quicker, or the series has ended.
 */
export async function assignReview(
  { db, ring, clock }: VoiceContext,
  person: Person,
  seriesId: string,
  version: number,
  { officerId, workerId, youngPersonId }: Assigned,
): Promise<void> {
  const { authorityId } = person;
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const series = await lockSeries(trx, authorityId, seriesId);
    if (!mayAssign(person, series)) throw new Refusal('not-found');
    if (series.version !== version) throw new Refusal('moved-on');
    if (officerId) await mustHold(trx, authorityId, officerId, 'reviewing-officer');
    if (workerId) await mustHold(trx, authorityId, workerId, 'worker');
    const worker = workerId ?? series.workerId ?? '';
    const isNewYoung = Boolean(youngPersonId) && youngPersonId !== series.youngPersonId;
    if (isNewYoung && (await findSameReference(trx, authorityId, worker, series.reference)) !== youngPersonId)
      throw new Refusal('not-found');
    const who = {
      ...(officerId ? { officer_id: officerId } : {}),
      ...(workerId ? { worker_id: workerId } : {}),
    };
    const change = { ...who, ...(youngPersonId === undefined ? {} : { young_person_id: youngPersonId }) };
    if (!(await changeSeries(trx, series, change))) throw new Refusal('moved-on');
    if (officerId ?? workerId) await handReviewsOn(trx, authorityId, seriesId, who);
    const young = youngPersonId === undefined ? series.youngPersonId : youngPersonId;
    if (young) await notePeopleNew(trx, authorityId, [young], at);
    const meta = { ...(officerId ? { officer: officerId } : {}), ...(workerId ? { worker: workerId } : {}) };
    const deed = { actor: person.personId, action: 'review.assigned', object: seriesId, meta };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
  });
}
