import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import type { Person } from '$lib/identity/person.ts';
import { may } from '$lib/identity/roles.ts';
import { findWaitingForSomebodyElse } from '$lib/moderation/drafts.queries.server.ts';
import { findPoint } from '$lib/moderation/point.queries.server.ts';
import { findReleasers, findWithholding } from '$lib/moderation/release.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { nextDraftAddress } from '../next-draft.server.ts';

/** One point as somebody at the desk may see it, and what they may do with it. */
export async function pointPage(db: Db, person: Person, pointId: string) {
  const { authorityId, personId, roles } = person;
  const authority = await authorityOf(db, authorityId);
  const found = await findPoint(db, authorityId, pointId);
  const { voices: _protected, ...point } = found;
  if (point.state !== 'released' && !may(roles, 'see-drafts')) throw new Refusal('not-found');
  const themes = await findPromise(db, authority, 'en');
  const theme = themes.find(({ themeId }) => themeId === point.themeId);
  const commitments =
    theme?.commitments.filter((one) => point.commitmentIds.includes(one.commitmentId)) ?? [];
  const names = await findNames(db, authorityId);
  const releasers = await findReleasers(db, authorityId, pointId, point.version);
  const isDraft = point.state === 'draft';
  const side = may(roles, 'release-points') ? ('council' as const) : ('worker' as const);
  const seesDrafts = may(roles, 'see-drafts');
  const proposed = seesDrafts ? await findWithholding(db, authorityId, found) : null;
  const needed = authority.settings.release.councilMembers;
  const draft = { point: found, released: releasers.length > 0, proposed };
  const stuck =
    isDraft && side === 'worker' && seesDrafts
      ? await findWaitingForSomebodyElse(db, authorityId, authority.settings, [draft])
      : new Set();
  const mayAct = isDraft && side === 'council' && point.draftedBy !== personId;
  return {
    point,
    draftedBy: names.get(point.draftedBy) ?? '',
    themes,
    about: [
      theme?.title ?? 'A theme that is no longer in the promise',
      ...commitments.map((one) => one.title),
    ],
    /** Commitments it was about that have been taken out of the promise. */
    gone: point.commitmentIds.length - commitments.length,
    proposed,
    side,
    seesDrafts,
    oneReleased: isDraft && releasers.length > 0 && needed > 1,
    iReleased: releasers.includes(personId),
    waitsForSomebodyElse: stuck.has(point.pointId),
    mayAct,
    mayRelease: mayAct && !proposed && !releasers.includes(personId),
    mayRedraft: may(roles, 'moderate') && (isDraft || point.state === 'sent-back'),
    moderates: may(roles, 'moderate'),
    next: mayAct ? await nextDraftAddress(db, person, found) : null,
  };
}
