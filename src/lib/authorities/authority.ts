import * as v from 'valibot';
import { isLang, type Lang } from '../i18n/languages.ts';
import { breakdowns } from './breakdowns.ts';
import { OpenTimesSchema, OwnLineSchema } from './own-line.ts';

/** A document that promises rest on. */
const SourceSchema = v.strictObject({
  title: v.string(),
  publisher: v.string(),
  date: v.nullable(v.string()),
  period: v.optional(v.nullable(v.string())),
});

/** Working days that a stage may take. */
const DaysSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366));

/** Addresses of ours in the place where an authority's begins. */
export const RESERVED_SLUGS: readonly string[] = ['healthz', 'metrics', 'readyz', 'reports'];

/** What an authority sets for itself; `seeds/authorities/<slug>/authority.json` has the same shape. */
export const AuthoritySettingsSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,40}$/)),
  name: v.string(),
  languages: v.array(v.custom<Lang>((code) => typeof code === 'string' && isLang(code))),
  group: v.strictObject({ id: v.string() }),
  stageDays: v.strictObject({
    screening: DaysSchema,
    moderation: DaysSchema,
    sharing: DaysSchema,
    deciding: DaysSchema,
    checkBack: DaysSchema,
  }),
  /** Working days after a decision's due day at which its lateness reaches the service lead, then the advocate. */
  lateness: v.optional(v.strictObject({ serviceLead: DaysSchema, advocate: DaysSchema }), {
    serviceLead: 5,
    advocate: 10,
  }),
  release: v.optional(
    v.strictObject({
      /** How many of the Council release a point; who wrote it never counts. One where the Council is small. */
      councilMembers: v.picklist([1, 2]),
    }),
    { councilMembers: 2 },
  ),
  /** When its messages are read, on working days; where it says nothing, no time of day is promised. */
  reading: v.optional(OpenTimesSchema),
  /** Its own lines for young people, as its help page shows them. */
  helpLines: v.optional(v.array(OwnLineSchema), []),
  reports: v.optional(
    v.strictObject({
      /** Splits this authority never makes, whoever asks. */
      ruledOut: v.optional(v.array(v.picklist(breakdowns)), []),
      /** Which boards, forums and groups get which summary, by role or name of the body: no people. */
      recipients: v.optional(
        v.strictObject({
          board: v.optional(v.array(v.string()), []),
          council: v.optional(v.array(v.string()), []),
          annual: v.optional(v.array(v.string()), []),
        }),
        { board: [], council: [], annual: [] },
      ),
      /** How many young people its own documents say it looks after: a dated figure to begin from. */
      lookedAfter: v.optional(
        v.array(v.strictObject({ who: v.string(), count: v.number(), on: v.string(), source: v.string() })),
        [],
      ),
    }),
    {},
  ),
  reviews: v.optional(
    v.strictObject({
      /** Working days after a review in which the decisions, then the whole record, are to be written. */
      decisionsDays: v.optional(DaysSchema, 5),
      recordDays: v.optional(DaysSchema, 20),
      /** The share of reviews, in percent, in which young people take part; null where it has no aim. */
      participationAim: v.optional(v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(100))), null),
      /** What that aim counts, in plain words, and where it is from. */
      participationAimFrom: v.optional(
        v.nullable(
          v.strictObject({
            /** Those who came and took part, or all who took part. */
            counts: v.picklist(['came', 'took-part']),
            measures: v.string(),
            years: v.string(),
            /** One of `sources`. */
            source: v.string(),
            section: v.string(),
          }),
        ),
        null,
      ),
    }),
    {},
  ),
  sources: v.record(v.string(), SourceSchema),
});

export type AuthoritySettings = v.InferOutput<typeof AuthoritySettingsSchema>;
export type StageDays = AuthoritySettings['stageDays'];

/** A local authority: the tenant. Its words for things are in `texts`, one set a language. */
export interface Authority {
  authorityId: string;
  name: string;
  settings: AuthoritySettings;
}

/** An authority's own words, in the reader's language. */
export interface Vocabulary {
  name: string;
  promiseName: string;
  promiseIntro: string;
  children: string;
  groupName: string;
  themeWord: string;
  commitmentWord: string;
}
