import * as v from 'valibot';
import { datesFaultInWords, faultInDates, nextReview } from '../lib/reviews/review-dates.ts';
import { reviewKinds } from '../lib/reviews/review.ts';
import { faultOf } from './question-fault.ts';

/** More reviews than anybody has. */
const MOST_HELD = 200;
const DAY = 'Give a day as "2026-11-22".';

const QuestionSchema = v.strictObject(
  {
    kind: v.picklist(reviewKinds, `The kind is one of: ${reviewKinds.join(', ')}.`),
    started: v.string(DAY),
    held: v.pipe(
      v.array(v.string(DAY), 'Give the days of the reviews that were held as a list; [] for none.'),
      v.maxLength(MOST_HELD, `Give no more than ${MOST_HELD} days.`),
    ),
  },
  'Give {"kind": "looked_after" or "pathway", "started": day, "held": [days]}.',
);

/** Answers when the next review is due at the latest, and by which rule (reviews/review-rules.ts). */
export function reviewDateAnswers(): (question: unknown) => object {
  return (question) => {
    const parsed = v.safeParse(QuestionSchema, question);
    if (!parsed.success) return { error: faultOf(parsed.issues) };
    const { kind, started, held } = parsed.output;
    const dates = { kind, startedOn: started, held };
    const fault = faultInDates(dates);
    if (fault) return { error: datesFaultInWords(fault) };
    const { dueOn, rule } = nextReview(dates);
    return { due: dueOn, rule };
  };
}
