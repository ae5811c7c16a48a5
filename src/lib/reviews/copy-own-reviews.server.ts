import type { YoungSession } from '../identity/young-person.ts';
import type { Db } from '../platform/database.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { fileOf, readFile } from './open-piece.server.ts';
import { findViewsAs, type OwnViewsKeys } from './own-views.server.ts';
import { readAfter } from './read-after.server.ts';
import type { OwnViews } from './own-views.server.ts';

/** Recordings and drawings of views, whole. What does not open is there without its bytes. */
async function copyFiles(db: Db, authorityId: string, own: OwnViewsKeys, { answers }: OwnViews) {
  const files = [];
  for (const answer of answers) {
    const file = fileOf(answer);
    if (!file) continue;
    const opened = await readFile(db, authorityId, own.facts.viewsId, own.keys, answer);
    const base64 = opened && Buffer.from(opened.bytes).toString('base64');
    files.push({ answerId: answer.answerId, kind: file.kind, type: file.type, base64 });
  }
  return files;
}

/**
 * Everything of somebody's reviews that is here, opened with their own key: what they may take away with them (UK GDPR,
 * 20). One after the other, because recordings are large.
 */
export async function* copyOwnReviews(context: VoiceContext, young: YoungSession) {
  const { authorityId } = young;
  const all = await findViewsAs(context.db, young);
  for (const reviewId of new Set(all.map(({ facts }) => facts.reviewId))) {
    const [first, ...more] = all.filter(({ facts }) => facts.reviewId === reviewId);
    if (!first) continue;
    const own = [first, ...more] as const;
    const { review, views, decided, actions, feedback } = await readAfter(context, authorityId, own);
    const files = [];
    for (const [place, one] of own.entries())
      files.push(...(await copyFiles(context.db, authorityId, one, views[place]!)));
    const { number, plannedOn, heldOn } = review;
    yield { reviewId, number, plannedOn, heldOn, views, files, decided, actions, feedback };
  }
}
