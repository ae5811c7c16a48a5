import * as v from 'valibot';
import type { Point } from '../moderation/point.ts';
import { AT_THE_DESK, protect, protectParts, shareOf } from '../suppression/protect.ts';

const Shown = v.union([v.number(), v.literal('c')]);

/** A themed summary as it is kept: figures frozen and protected, so that it can be handed out as it is. */
export const SummaryBodySchema = v.object({
  withheld: v.nullable(v.picklist(['too-few', 'would-identify'])),
  total: v.nullable(v.number()),
  themes: v.array(
    v.object({
      themeId: v.string(),
      title: v.string(),
      shown: v.nullable(Shown),
      percent: v.nullable(v.number()),
      commitments: v.array(
        v.object({ commitmentId: v.string(), title: v.string(), shown: v.nullable(Shown) }),
      ),
      points: v.array(v.string()),
    }),
  ),
});

export type SummaryBody = v.InferOutput<typeof SummaryBodySchema>;

export interface Summary {
  summaryId: string;
  period: string;
  body: SummaryBody;
  madeAt: string;
  signedOffBy: string | null;
  signedOffAt: string | null;
}

/** A theme and its commitments as this authority names them. */
export interface NamedTheme {
  themeId: string;
  title: string;
  commitments: { commitmentId: string; title: string }[];
}

const voices = (points: readonly Point[]): number => points.reduce((sum, point) => sum + point.voices, 0);

/**
 * Counts the young people behind a period's points, by theme and commitment, and protects the counts.
 * Each message goes into one point and each point into one theme, so themes add up to the total;
 * commitments may overlap and have none. Points are listed only under a count that is shown: listed under a hidden one,
 * they could be counted. Those who may read points find the others in their own room.
 */
export function summarise(points: readonly Point[], themes: readonly NamedTheme[]): SummaryBody {
  const ofTheme = (themeId: string) => points.filter((point) => point.themeId === themeId);
  const table = protect(
    themes.map(({ themeId }) => ({
      id: themeId,
      count: voices(ofTheme(themeId)),
      countable: ofTheme(themeId).length,
    })),
    AT_THE_DESK,
  );
  return {
    withheld: table.withheld,
    total: table.total,
    themes: themes.map(({ themeId, title, commitments }) => {
      const own = ofTheme(themeId);
      const shown = table.cells.find(({ id }) => id === themeId)?.shown ?? null;
      const parts = commitments.map(({ commitmentId }) => ({
        id: commitmentId,
        count: voices(own.filter((point) => point.commitmentIds.includes(commitmentId))),
      }));
      const protectedParts = shown === null ? [] : protectParts(parts, shown, AT_THE_DESK);
      return {
        themeId,
        title,
        shown,
        percent: shown === null ? null : shareOf(shown, table.total),
        commitments: commitments.map((commitment) => ({
          ...commitment,
          shown: protectedParts.find(({ id }) => id === commitment.commitmentId)?.shown ?? null,
        })),
        points: typeof shown === 'number' ? own.map((point) => point.text) : [],
      };
    }),
  };
}
