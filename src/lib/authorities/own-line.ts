import * as v from 'valibot';

const TimeSchema = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day, such as 09:30'),
);

interface Open {
  opens: string;
  closes: string;
}

const isForward = ({ opens, closes }: Open) => opens < closes;
const BACKWARD = 'closes before it opens';

/** From when to when, on one day. */
export const OpenTimesSchema = v.pipe(
  v.strictObject({ opens: TimeSchema, closes: TimeSchema }),
  v.check(isForward, BACKWARD),
);

const HoursSchema = v.union([
  v.picklist(['always', 'unknown']),
  v.pipe(
    v.strictObject({ days: v.picklist(['weekdays', 'every-day']), opens: TimeSchema, closes: TimeSchema }),
    v.check((hours) => isForward(hours), BACKWARD),
  ),
]);

/** When somebody answers: always, on some days between two times, or not known. */
export type Hours = v.InferOutput<typeof HoursSchema>;

const SurenessSchema = v.picklist(['high', 'medium', 'low']);

/**
 * How sure we are of a line: `high` where good sources agree, `medium` where part of it was seen once or some years
 * ago, `low` where nobody has confirmed it. The page says so beside each.
 */
export type Sureness = v.InferOutput<typeof SurenessSchema>;

/** One of an authority's own lines. The words for each kind are `help.own.<kind>` in every language. */
export const OwnLineSchema = v.strictObject({
  kind: v.picklist(['duty', 'night', 'advocate', 'leaving-care']),
  call: v.pipe(v.string(), v.regex(/^\+?\d[\d ]{1,18}\d$/, 'is no number to call: digits and spaces')),
  hours: HoursSchema,
  sure: SurenessSchema,
  /** The day on which somebody called it, or read it where the authority says it. */
  checkedOn: v.pipe(v.string(), v.isoDate()),
});

export type OwnLine = v.InferOutput<typeof OwnLineSchema>;
