import * as v from 'valibot';
import type { Lang } from '../i18n/languages.ts';
import type { ShownSource } from './promise.ts';

/**
 * A time as the source gives it: a year, a school or money year, a month, a day; `2017/18+` is "from then on". Null where
 * the source gives none.
 */
const PeriodSchema = v.nullable(
  v.pipe(
    v.string(),
    v.regex(
      /^\d{4}(\/\d{2}\+?|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
      'is no time like 2017, 2017/18, 2018-03 or 2018-03-31',
    ),
  ),
);

const SourceSchema = v.strictObject({ key: v.string(), section: v.nullable(v.string()) });

export const units = ['percent', 'count', 'days', 'per-month', 'reports', 'text'] as const;

/** In the order they are shown in, where the time is the same. */
const pointKinds = ['baseline', 'target', 'actual', 'england'] as const;

const PointSchema = v.strictObject({
  period: PeriodSchema,
  kind: v.picklist(pointKinds),
  value: v.nullable(v.pipe(v.number(), v.minValue(0))),
  /** What the source says when it is not just the number. */
  asWritten: v.nullable(v.pipe(v.string(), v.minLength(1))),
  /** For a figure without a time: the time of the figure that it contradicts. */
  against: v.optional(PeriodSchema),
  /** Where it is from, when not from where the rest is. */
  source: v.optional(SourceSchema),
});

export const MeasureFactsSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  ref: v.string(),
  /** Of the promise, or null for figures about the whole council. */
  theme: v.nullable(v.string()),
  /** The commitments that it stands beside. */
  commitments: v.array(v.string()),
  unit: v.picklist(units),
  /** Which way is better; `none` where neither is, or where the source contradicts itself. */
  better: v.picklist(['up', 'down', 'none']),
  source: SourceSchema,
  points: v.pipe(v.array(PointSchema), v.minLength(1)),
  /** The field of its words that explains a conflict, or whatever else is odd. */
  oddity: v.optional(v.literal('oddity')),
});

/** `seeds/authorities/<slug>/measures.json`: what a strategy counts, as it stands there, without its words. */
export const MeasuresFileSchema = v.strictObject({ measures: v.array(MeasureFactsSchema) });

export type MeasureFacts = v.InferOutput<typeof MeasureFactsSchema>;
export type Point = v.InferOutput<typeof PointSchema>;
export type PointKind = Point['kind'];
export type Unit = MeasureFacts['unit'];

/** A point with its source in words, and whether another of its kind and time says something else. */
export interface ShownPoint extends Point {
  from: ShownSource;
  conflicting: boolean;
}

/** One measure in one language. */
export interface Measure {
  facts: MeasureFacts;
  title: string;
  meaning: string;
  oddity: string | null;
  textLang: Lang;
  /** The English has moved on since these words were made. */
  stale: boolean;
  /** By time, those without one last. */
  points: ShownPoint[];
  source: ShownSource;
  /** The years of the documents that the figures are from: `2016–2021`. */
  years: string | null;
}

const timeOf = (point: Point) => point.against ?? point.period;

/** The points that others of the same kind and time contradict: all of them are kept, and all are shown. */
export function conflictsAmong(points: readonly Point[]): Set<Point> {
  return new Set(
    points.filter((one) =>
      points.some((other) => other !== one && other.kind === one.kind && timeOf(other) === timeOf(one)),
    ),
  );
}

/** Neither a number nor any words: the source leaves the place empty. A lone `%` or `?` is no words either. */
export function isBlank({ value, asWritten }: Point): boolean {
  return value === null && (asWritten === null || /^[%?\s]*$/.test(asWritten));
}

/** When a time began, so that times can be put in order: `2017/18` is from April 2017, as councils count. */
function beginning(period: string): string {
  if (period.includes('/')) return `${period.slice(0, 4)}-04-01`;
  return period + '-01-01'.slice(period.length - 4);
}

/** By time, those without one last; at the same time by kind. */
export function inTime<Any extends Point>(points: readonly Any[]): Any[] {
  const keyOf = (point: Point) => {
    const time = timeOf(point);
    return `${time === null ? '~' : beginning(time)} ${pointKinds.indexOf(point.kind)}`;
  };
  return [...points].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
}

export type Outcome = 'met' | 'not-met' | 'unknown';

/** A target may say that reaching it is not enough: "less than 10%". */
const IS_STRICT = /^(<|>|(less|more|lower|higher|fewer) than)/;

/** Whether a target is for the time of an actual figure. */
function isFor(target: Point, actual: Point): boolean {
  if (target.period === null || actual.period === null) return false;
  if (!target.period.endsWith('+')) return target.period === actual.period;
  return beginning(target.period) <= beginning(actual.period);
}

/**
 * Whether what happened reached the target of the same time. Unknown where either is missing or contradicted, where there
 * is no better way, and where the source gives a time for only one of them.
 * @param actual one of the points.
 */
export function outcomeOf(better: MeasureFacts['better'], points: readonly Point[], actual: Point): Outcome {
  const conflicts = conflictsAmong(points);
  const target = points.filter((point) => point.kind === 'target').findLast((point) => isFor(point, actual));
  if (better === 'none' || !target || conflicts.has(target) || conflicts.has(actual)) return 'unknown';
  if (actual.kind !== 'actual' || target.value === null || actual.value === null) return 'unknown';
  const ahead = better === 'up' ? actual.value - target.value : target.value - actual.value;
  const met = IS_STRICT.test(target.asWritten ?? '') ? ahead > 0 : ahead >= 0;
  return met ? 'met' : 'not-met';
}

/** The measures that stand beside a commitment. */
export function measuresBeside(measures: readonly Measure[], commitmentId: string): Measure[] {
  return measures.filter(({ facts }) => facts.commitments.includes(commitmentId));
}

/** The years in what a document says of its time: "March–October 2019" is 2019. */
export function yearsIn(texts: readonly (string | null | undefined)[]): string | null {
  const years = texts.flatMap((text) => text?.match(/\d{4}/g) ?? []).sort();
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first}–${last}`;
}
