import type { Db } from '../platform/database.ts';
import type { Evidence } from './evidence.ts';
import type { PlainWords } from './plain-words.ts';
import './evidence.table.ts';

/** What shows that a decision was done, the newest first. @param who everyone sees only what is marked public. */
export async function findEvidence(
  db: Db,
  authorityId: string,
  decisionId: string,
  who: 'the-desk' | 'everyone',
): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('decision_evidence')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('decision_id', '=', decisionId)
    .$if(who === 'everyone', (query) => query.where('is_public', '=', 1))
    .orderBy('happened_on', 'desc')
    .orderBy('evidence_id', 'desc')
    .execute();
  return rows.map((row) => ({
    evidenceId: row.evidence_id,
    words: JSON.parse(row.words) as PlainWords,
    link: row.link,
    happenedOn: row.happened_on,
    isPublic: row.is_public === 1,
  }));
}
