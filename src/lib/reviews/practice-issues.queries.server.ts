import type { Db } from '../platform/database.ts';
import type { IssueOutcome, IssueTheme, PracticeIssue } from './practice-issue.ts';
import type {} from './practice-issues.table.ts';

/** What was raised about a review, in the order it was raised. */
export async function findIssues(db: Db, authorityId: string, reviewId: string): Promise<PracticeIssue[]> {
  const rows = await db
    .selectFrom('practice_issues')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('review_id', '=', reviewId)
    .orderBy('issue_id')
    .execute();
  return rows.map((row) => ({
    issueId: row.issue_id,
    theme: row.theme as IssueTheme,
    raisedOn: row.raised_on,
    outcome: row.outcome as IssueOutcome | null,
    resolvedOn: row.resolved_on,
    version: row.version,
  }));
}
