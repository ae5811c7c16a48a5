import * as v from 'valibot';
import { AT_THE_DESK } from '../suppression/protect.ts';
import { SummaryBodySchema, type SummaryBody } from './summary-body.ts';

const OldShown = v.nullable(v.union([v.number(), v.literal('c')]));

/** Summaries made before there were templates: by theme and commitment, and nothing else. */
const OldBodySchema = v.object({
  withheld: v.nullable(v.picklist(['too-few', 'would-identify'])),
  total: v.nullable(v.number()),
  themes: v.array(
    v.object({
      themeId: v.string(),
      title: v.string(),
      shown: OldShown,
      percent: v.nullable(v.number()),
      commitments: v.array(v.object({ commitmentId: v.string(), title: v.string(), shown: OldShown })),
      points: v.array(v.string()),
    }),
  ),
});

function fromOld({ withheld, total, themes }: v.InferOutput<typeof OldBodySchema>): SummaryBody {
  const values = themes.map(({ themeId }) => themeId);
  return {
    version: 2,
    rule: AT_THE_DESK,
    group: '',
    recipients: [],
    withheld,
    total: total ?? 'withheld',
    themes: themes.map((theme) => ({
      ...theme,
      shown: theme.shown ?? 'withheld',
      commitments: theme.commitments.map((one) => ({
        ...one,
        shown: one.shown ?? 'withheld',
        standing: null,
        kept: null,
      })),
    })),
    splits: [],
    names: {
      theme: {
        title: 'Theme',
        values: Object.fromEntries(themes.map(({ themeId, title }) => [themeId, title])),
      },
    },
    tables: [
      {
        dimensions: [{ id: 'theme', values }],
        withheld,
        cells: themes.map(({ themeId, shown }) => ({ at: [themeId], shown: shown ?? 'withheld' })),
        totals: [{ at: [null], shown: total ?? 'withheld' }],
      },
    ],
    earlier: [],
    decisions: [],
    equity: [],
  };
}

/** Reads a body as it is stored, of whichever time: what was signed off once can always be read. */
export function readBody(stored: string): SummaryBody {
  const value: unknown = JSON.parse(stored);
  const old = v.safeParse(OldBodySchema, value);
  const isNew = typeof value === 'object' && value !== null && 'version' in value;
  return !isNew && old.success ? fromOld(old.output) : v.parse(SummaryBodySchema, value);
}
