import * as v from 'valibot';
import { breakdowns } from '../authorities/breakdowns.ts';
import { standingKinds } from '../promise/standing.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A count as readers get it: rounded, hidden, or held back. */
export const ShownCountSchema = v.union([Count, v.literal('c'), v.literal('withheld')]);

const Why = v.nullable(v.picklist(['too-few', 'would-identify']));
const Dimension = v.object({ id: v.string(), values: v.array(v.string()) });

const TableSchema = v.object({
  dimensions: v.array(Dimension),
  withheld: Why,
  cells: v.array(v.object({ at: v.array(v.string()), shown: ShownCountSchema })),
  totals: v.array(v.object({ at: v.array(v.nullable(v.string())), shown: ShownCountSchema })),
});

const PeriodSchema = v.object({ id: v.string(), name: v.string() });

const StandingSchema = v.object({
  kind: v.picklist(standingKinds),
  ownerRole: v.string(),
  dueOn: v.nullable(v.string()),
  why: v.string(),
});

const KeptSchema = v.object({
  period: PeriodSchema,
  total: Count,
  cells: v.array(
    v.object({
      answer: v.picklist(['yes', 'sometimes', 'no']),
      shown: v.union([Count, v.literal('c')]),
      percent: v.nullable(v.number()),
    }),
  ),
});

const CommitmentSchema = v.object({
  commitmentId: v.string(),
  title: v.string(),
  shown: ShownCountSchema,
  standing: v.nullable(StandingSchema),
  kept: v.nullable(KeptSchema),
});

const ThemeSchema = v.object({
  themeId: v.string(),
  title: v.string(),
  shown: ShownCountSchema,
  percent: v.nullable(v.number()),
  commitments: v.array(CommitmentSchema),
  /** Most voices first; none where the count is hidden. */
  points: v.array(v.string()),
});

/** Shown figures of an earlier summary that was published: never true ones. */
const EarlierSchema = v.object({
  which: v.picklist(['before', 'year-before']),
  period: PeriodSchema,
  total: ShownCountSchema,
  themes: v.array(v.object({ themeId: v.string(), shown: ShownCountSchema })),
});

const DecisionSchema = v.object({
  slug: v.string(),
  state: v.string(),
  said: v.string(),
  answer: v.nullable(v.string()),
  dueOn: v.nullable(v.string()),
  publishedAt: v.nullable(v.string()),
  /** "Did we get it right?": null while nobody is asked; `too-few` where it is not told. */
  rate: v.nullable(
    v.union([v.literal('too-few'), v.object({ yesPercent: v.nullable(v.number()), total: Count })]),
  ),
});

export const verdicts = ['less', 'about', 'more', 'nobody', 'cannot-say'] as const;

const EquitySchema = v.object({
  breakdown: v.picklist(breakdowns),
  countedOn: v.string(),
  source: v.string(),
  groups: v.array(
    v.object({
      value: v.string(),
      voicesPercent: v.nullable(v.number()),
      peoplePercent: v.nullable(v.number()),
      verdict: v.picklist(verdicts),
    }),
  ),
});

/** A summary as it is kept: frozen and protected, so that it can be handed out as it is. */
export const SummaryBodySchema = v.object({
  version: v.literal(2),
  rule: v.object({ smallest: Count, rounding: Count, base: Count }),
  group: v.string(),
  recipients: v.array(v.string()),
  withheld: Why,
  total: ShownCountSchema,
  themes: v.array(ThemeSchema),
  /** What the report was split by, and names for everything it is split by. */
  splits: v.array(v.picklist(breakdowns)),
  names: v.record(v.string(), v.object({ title: v.string(), values: v.record(v.string(), v.string()) })),
  /** By theme first; then by each breakdown, by theme and breakdown, and by two breakdowns. */
  tables: v.array(TableSchema),
  earlier: v.array(EarlierSchema),
  decisions: v.array(DecisionSchema),
  equity: v.array(EquitySchema),
});

export type SummaryBody = v.InferOutput<typeof SummaryBodySchema>;
export type SummaryTheme = SummaryBody['themes'][number];
export type SummaryCommitment = SummaryTheme['commitments'][number];
export type Earlier = SummaryBody['earlier'][number];
export type Equity = SummaryBody['equity'][number];
export type Verdict = (typeof verdicts)[number];
