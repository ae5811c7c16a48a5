import { findDecidedPointIds } from './lib/change/decision.queries.server.ts';
import type { FindUses } from './lib/content/publish.server.ts';
import { findPointIdsAbout } from './lib/moderation/point.queries.server.ts';
import { isWrittenAbout } from './lib/voice/message.queries.server.ts';

/**
 * What leads to a piece from outside content: messages, points and decisions. Asked here, because the content room
 * knows none of them. Says that there are some, never how many or whose.
 */
export const findUses: FindUses = async (db, authorityId, { kind, id }) => {
  if (kind !== 'theme' && kind !== 'commitment') return [];
  const uses: string[] = [];
  if (await isWrittenAbout(db, authorityId, kind === 'theme' ? 'theme_id' : 'commitment_id', id))
    uses.push('Young people have written about it.');
  const points = await findPointIdsAbout(db, authorityId, kind, id);
  if (points.length > 0) uses.push('Points are about it.');
  const decided = await findDecidedPointIds(db, authorityId);
  if (points.some((point) => decided.has(point))) uses.push('A decision is about it.');
  return uses;
};
