import { record } from '../audit/audit.server.ts';
import type { Authority } from '../authorities/authority.ts';
import type { ChangeContext } from '../change/decide.server.ts';
import { isConflict } from '../platform/conflict.ts';
import { toDay, toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Period } from '../platform/period.ts';
import { Refusal } from '../platform/refusal.ts';
import { gather } from './gather.server.ts';
import { makeBody, type Splits } from './make-body.ts';
import type { Summary } from './summary.ts';
import { findSummariesOfYear } from './summary.queries.server.ts';
import { templateFacts, type Template } from './templates.ts';
import { lengthOf } from '../platform/period.ts';

/** While one summary is made another may be: then it is made once more, held against that one too. */
const TRIES = 3;

export interface Wanted {
  period: Period;
  template: Template;
  splits: Splits;
}

/** What readers have seen of a financial year, by summary: it may not change while another is made beside it. */
const seenIn = (summaries: readonly Summary[]): string =>
  summaries.map(({ summaryId, version }) => `${summaryId} ${version}`).join('\n');

/** @throws Refusal `not-found` for a period that runs, is of another length, or a split that is ruled out. */
function checkWanted({ settings }: Authority, { period, template, splits }: Wanted, at: Date): void {
  const all = [...splits.chosen, ...(splits.pair ?? [])];
  if (
    period.before > toDay(at) ||
    lengthOf(period) !== templateFacts[template].length ||
    all.some((split) => settings.reports.ruledOut.includes(split)) ||
    (splits.pair && splits.pair[0] === splits.pair[1])
  )
    throw new Refusal('not-found');
}

async function makeOnce(
  { db, auditKey, clock }: ChangeContext,
  actor: string,
  { authorityId }: Authority,
  wanted: Wanted,
  version: number,
): Promise<string> {
  const at = clock();
  const ofYear = await findSummariesOfYear(db, authorityId, wanted.period);
  const isThis = ({ period, template }: Summary) =>
    period.id === wanted.period.id && template === wanted.template;
  const draft = ofYear.find(isThis);
  if ((draft?.version ?? 0) !== version || draft?.state === 'published') throw new Refusal('moved-on');
  const others = ofYear.filter((summary) => !isThis(summary));
  const body = makeBody(await gather(db, authorityId, wanted, others, at));
  const summaryId = draft?.summaryId ?? newId(at);
  const made = {
    version: version + 1,
    body: JSON.stringify(body),
    made_by: actor,
    made_at: toInstant(at),
  };
  await db.transaction().execute(async (trx) => {
    const deed = {
      actor,
      action: 'summary.made',
      object: summaryId,
      meta: { version: String(made.version) },
    };
    // First of all: the audit record makes writers of one authority take turns, on both databases.
    await record(trx, auditKey, authorityId, deed, at);
    if (seenIn(await findSummariesOfYear(trx, authorityId, wanted.period)) !== seenIn(ofYear))
      throw new MadeMeanwhile();
    if (draft) {
      await trx
        .updateTable('summaries')
        .set(made)
        .where('authority_id', '=', authorityId)
        .where('summary_id', '=', summaryId)
        .execute();
      await trx
        .deleteFrom('summary_sign_offs')
        .where('authority_id', '=', authorityId)
        .where('summary_id', '=', summaryId)
        .execute();
      return;
    }
    const { period, template } = wanted;
    const row = { authority_id: authorityId, summary_id: summaryId, template, period: period.id };
    await trx
      .insertInto('summaries')
      .values({ ...row, ...made, state: 'draft', published_at: null })
      .execute();
  });
  return summaryId;
}

/** Another summary of the same year was made while this one was. */
class MadeMeanwhile extends Error {}

/**
 * Makes the draft of a summary, or makes it anew: who had signed it off signs again. Its figures are frozen now, and what
 * comes late does not change them. They are held against every other summary of the same financial year, drafts too.
 * @param version of the draft to be made anew; 0 where there is none yet.
 * @throws Refusal `not-found` while the period runs; `moved-on` when it is published, or the draft changed meanwhile.
 */
export async function makeSummary(
  context: ChangeContext,
  actor: string,
  authority: Authority,
  wanted: Wanted,
  version = 0,
): Promise<string> {
  checkWanted(authority, wanted, context.clock());
  for (let tries = 1; ; tries += 1) {
    try {
      return await makeOnce(context, actor, authority, wanted, version);
    } catch (fault) {
      if (fault instanceof MadeMeanwhile && tries < TRIES) continue;
      if (fault instanceof MadeMeanwhile || isConflict(fault)) throw new Refusal('moved-on');
      throw fault;
    }
  }
}
