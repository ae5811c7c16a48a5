import { ageBands, areas, type Breakdown } from '../authorities/breakdowns.ts';
import { findAuthorityInWords } from '../authorities/vocabulary.server.ts';
import type { DecisionTexts } from '../change/decision.ts';
import { findShownRates } from '../change/check-back.queries.server.ts';
import { findDecisionsBetween } from '../change/decision.queries.server.ts';
import { startOfDay, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { periodName, quartersIn, type Period } from '../platform/period.ts';
import { findKeptFigures } from '../promise/kept-answer.queries.server.ts';
import { findPromise } from '../promise/promise.queries.server.ts';
import { findStandings } from '../promise/standing.queries.server.ts';
import { breakdownNames, valueName } from './breakdown-names.ts';
import { countByCommitment, countVoices, findTopPoints } from './counts.queries.server.ts';
import { earlierOf, earlierPeriods } from './earlier.ts';
import { TOP_POINTS, type Material, type NamedTheme, type Splits } from './make-body.ts';
import { findPopulations } from './population.queries.server.ts';
import type { SummaryBody } from './summary-body.ts';
import { findSummaryOf } from './summary.queries.server.ts';
import type { Summary } from './summary.ts';
import { templateFacts, type Template } from './templates.ts';

/** What the council says of each commitment, beside what young people say of it. */
async function namedThemes(db: Db, authorityId: string, now: Date): Promise<NamedTheme[]> {
  const { authority } = await findAuthorityInWords(db, authorityId, 'en');
  const standings = await findStandings(db, authorityId);
  const kept = await findKeptFigures(db, authorityId, now);
  return (await findPromise(db, authority, 'en')).map(({ themeId, title, commitments }) => ({
    themeId,
    title,
    commitments: commitments.map(({ commitmentId, title: words }) => {
      const standing = standings.get(commitmentId);
      const said = kept.get(commitmentId);
      return {
        commitmentId,
        title: words,
        standing: standing
          ? {
              kind: standing.kind,
              ownerRole: standing.ownerRole,
              dueOn: standing.dueOn,
              why: standing.why.en,
            }
          : null,
        kept: said ? { ...said, period: { id: said.period.id, name: periodName(said.period) } } : null,
      };
    }),
  }));
}

/** The published answer, with its because where there is one. */
const answerOf = (texts: DecisionTexts | undefined): string | null =>
  [texts?.because, texts?.answer].filter(Boolean).join(' ') || null;

/** Decisions that were opened or answered in the period, with how their answers were found, as everyone may see it. */
async function decisionsIn(db: Db, authorityId: string, period: Period): Promise<SummaryBody['decisions']> {
  const [from, before] = [toInstant(startOfDay(period.from)), toInstant(startOfDay(period.before))];
  const decisions = await findDecisionsBetween(db, authorityId, from, before);
  const told: SummaryBody['decisions'] = [];
  for (const decision of decisions) {
    const { slug, state, answered, dueOn, publishedAt, texts } = decision;
    const rates = publishedAt === null ? null : await findShownRates(db, authorityId, decision);
    // What people say three months later tells more, once enough have said it.
    const rate = rates && (rates.later && !rates.later.tooFew ? rates.later : rates.first);
    told.push({
      slug,
      state: state === 'open' && answered ? 'again' : state === 'closed' ? (answered ?? state) : state,
      said: texts.en?.said ?? '',
      answer: publishedAt === null ? null : answerOf(texts.en),
      dueOn,
      publishedAt,
      rate: rate && (rate.tooFew ? 'too-few' : { yesPercent: rate.yesPercent, total: rate.total }),
    });
  }
  return told;
}

/**
 * Gathers everything a summary is made of. True figures never leave the body that is made of them.
 * @param before every other summary of the same financial year, drafts too: its figures were seen.
 */
export async function gather(
  db: Db,
  authorityId: string,
  { period, template, splits }: { period: Period; template: Template; splits: Splits },
  before: readonly Summary[],
  now: Date,
): Promise<Material> {
  const quarters = [...new Set([period, ...before.map((one) => one.period)].flatMap(quartersIn))];
  // Side by side: these read the most.
  const [counted, byCommitment] = await Promise.all([
    countVoices(db, authorityId, quarters),
    countByCommitment(db, authorityId, period),
  ]);
  const { authority, vocabulary } = await findAuthorityInWords(db, authorityId, 'en');
  const themes = await namedThemes(db, authorityId, now);
  const topPoints = new Map<string, string[]>();
  for (const { themeId } of themes)
    topPoints.set(themeId, await findTopPoints(db, authorityId, period, themeId, TOP_POINTS));
  const earlier = [];
  for (const one of earlierPeriods(period))
    earlier.push(earlierOf(one.which, await findSummaryOf(db, authorityId, one.period, template)));
  const { settings } = authority;
  return {
    rule: templateFacts[template].rule,
    quarters: quartersIn(period),
    group: vocabulary.groupName,
    recipients: settings.reports.recipients[template],
    themes,
    splits,
    known: {
      channel: ['signed-in', 'receipt'],
      language: settings.languages,
      'age-band': ageBands,
      area: areas,
    } satisfies Record<Breakdown, readonly string[]>,
    nameOf: valueName,
    titles: { theme: 'Theme', ...breakdownNames },
    counted,
    byCommitment,
    topPoints,
    populations: await findPopulations(db, authorityId),
    published: before.flatMap((summary) =>
      summary.body.tables.map((table) => ({
        quarters: quartersIn(summary.period),
        table,
        rule: summary.body.rule,
      })),
    ),
    toldOf: (commitmentId) =>
      before.flatMap(({ period: of, body }) =>
        body.themes.flatMap(({ commitments }) =>
          commitments
            .filter((one) => one.commitmentId === commitmentId)
            .map(({ shown }) => ({ quarters: quartersIn(of), rule: body.rule, shown })),
        ),
      ),
    earlier: earlier.filter((one) => one !== null),
    decisions: await decisionsIn(db, authorityId, period),
  };
}
