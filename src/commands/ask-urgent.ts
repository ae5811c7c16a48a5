import * as v from 'valibot';
import { whyDanger } from '../lib/help/danger-words.ts';
import { faultOf } from './question-fault.ts';

const QuestionSchema = v.strictObject({ lang: v.optional(v.string()), text: v.string() });

/** Answers whether words sound like danger, and why, as ids. In a language without a list, or none, looks through all. */
export function urgentAnswers(): (question: unknown) => object {
  return (question) => {
    const parsed = v.safeParse(QuestionSchema, question);
    if (!parsed.success) return { error: faultOf(parsed.issues) };
    const why = whyDanger(parsed.output.text, parsed.output.lang);
    return { urgent: why.length > 0, why };
  };
}
