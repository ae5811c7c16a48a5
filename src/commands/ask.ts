/** Answers questions from standard input, a line each: `npm run -s ask -- entitlements < cases.jsonl`, `… -- themes`, `… -- protect`, `… -- urgent`, `… -- review-dates`. */
import { createInterface } from 'node:readline';
import { entitlementAnswers } from './ask-entitlements.ts';
import { protectAnswers } from './ask-protect.ts';
import { reviewDateAnswers } from './ask-review-dates.ts';
import { themeAnswers } from './ask-themes.ts';
import { urgentAnswers } from './ask-urgent.ts';

type Answers = (question: unknown) => object;

/** What can be asked; each makes a function that answers one line's JSON. */
const subjects: Record<string, () => Answers | Promise<Answers>> = {
  entitlements: entitlementAnswers,
  protect: protectAnswers,
  'review-dates': reviewDateAnswers,
  themes: themeAnswers,
  urgent: urgentAnswers,
};

function answerLine(line: string, answer: (question: unknown) => object): object {
  let question: unknown;
  try {
    question = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return { error: 'This line is not JSON.' };
  }
  return answer(question);
}

const [subject = ''] = process.argv.slice(2);
const open = subjects[subject];
if (!open) {
  process.stderr.write(`Ask about one of: ${Object.keys(subjects).join(', ')}\n`);
  process.exit(1);
}
const answer = await open();
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answerLine(line, answer))}\n`);
}
