import { record } from '../audit/audit.server.ts';
import type { Person } from '../identity/person.ts';
import { toDay } from '../platform/clock.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { reviewForOfficer } from './access.server.ts';
import type { ReviewContext } from './confirm-code.server.ts';
import { isIssueOutcome, isIssueTheme } from './practice-issue.ts';
import { lockReview } from './reviews.queries.server.ts';

/**
 * Raises a practice issue about a review. One that is open already is not raised again: pressed twice, it counts once.
 * @returns why it cannot be taken, by field; null where it was raised.
 * @throws Refusal `not-found` for anybody but the review's officer.
 */
export async function raiseIssue(
  { db, auditKey, clock }: ReviewContext,
  person: Person,
  reviewId: string,
  typed: Typed,
): Promise<Faults | null> {
  const { authorityId, personId } = person;
  await reviewForOfficer(db, person, reviewId);
  const { theme = '' } = typed;
  if (!isIssueTheme(theme)) return { theme: 'Choose what it is about from the list.' };
  const at = clock();
  const issueId = newId(at);
  await db.transaction().execute(async (trx) => {
    await lockReview(trx, authorityId, reviewId);
    const open = await trx
      .selectFrom('practice_issues')
      .select('issue_id')
      .where('authority_id', '=', authorityId)
      .where('review_id', '=', reviewId)
      .where('theme', '=', theme)
      .where('outcome', 'is', null)
      .executeTakeFirst();
    if (open) return;
    await trx
      .insertInto('practice_issues')
      .values({
        authority_id: authorityId,
        issue_id: issueId,
        review_id: reviewId,
        theme,
        raised_by: personId,
        raised_on: toDay(at),
        outcome: null,
        resolved_on: null,
        version: 1,
      })
      .execute();
    const meta = { issue: issueId, theme };
    const deed = { actor: personId, action: 'review.issue-raised', object: reviewId, meta };
    await record(trx, auditKey, authorityId, deed, at);
  });
  return null;
}

/**
 * Says how a practice issue ended; said anew, the newer word stands. @returns why it cannot be taken, by field, or null.
 * @throws Refusal `not-found` for anybody but the review's officer or an issue of another, `moved-on` when it changed.
 */
export async function resolveIssue(
  { db, auditKey, clock }: ReviewContext,
  person: Person,
  reviewId: string,
  { issueId, version }: { issueId: string; version: number },
  typed: Typed,
): Promise<Faults | null> {
  const { authorityId, personId } = person;
  await reviewForOfficer(db, person, reviewId);
  const there = await db
    .selectFrom('practice_issues')
    .select('version')
    .where('authority_id', '=', authorityId)
    .where('issue_id', '=', issueId)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  if (!there) throw new Refusal('not-found');
  const { outcome = '' } = typed;
  if (!isIssueOutcome(outcome)) return { outcome: 'Choose how it ended from the list.' };
  const at = clock();
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('practice_issues')
      .set({ outcome, resolved_on: toDay(at), version: version + 1 })
      .where('authority_id', '=', authorityId)
      .where('issue_id', '=', issueId)
      .where('version', '=', version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refusal('moved-on');
    const meta = { issue: issueId, outcome };
    const deed = { actor: personId, action: 'review.issue-resolved', object: reviewId, meta };
    await record(trx, auditKey, authorityId, deed, at);
  });
  return null;
}
