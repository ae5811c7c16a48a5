import { fail } from '@sveltejs/kit';
import { situationBy } from '$lib/offer/answers.ts';
import {
  abouts,
  birthdayFrom,
  isQuestion,
  questions,
  whereIs,
  type AnswerFault,
  type Answers,
  type Question,
} from '$lib/offer/checker.ts';
import { whatApplies, type Answer } from '$lib/offer/match.ts';
import { toDay } from '$lib/platform/clock.ts';
import type { Typed } from '$lib/platform/forms.ts';
import { asAnyone } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';
import { findCards } from './cards.server.ts';

/** Longer than any answer. */
const ANSWER_MAX = 60;

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => ({
  needs: await findCards(locals.services.db, params.authority, locals.lang),
  today: toDay(locals.services.clock()),
}));

/** What the page shows next to somebody without JavaScript. Nothing of it is stored. */
interface Step {
  answers: Answers;
  question: Question | null;
  fault: AnswerFault | null;
  typed: Typed;
  answer: Answer | null;
}

/** The answers that stand in the form, with the one just given. */
function answersIn(typed: Typed): Answers {
  const answers: Answers = {};
  for (const question of questions) {
    const given = typed[question];
    if (given !== undefined && given !== '' && given.length <= ANSWER_MAX) answers[question] = given;
  }
  if (typed.use === 'birthday')
    answers.age = birthdayFrom(typed.day ?? '', typed.month ?? '', typed.year ?? '').slice(0, ANSWER_MAX);
  const ticked = abouts.filter((one) => typed[`about-${one}`] === 'yes');
  if (typed.use === 'ticked') answers.about = ticked.join(' ');
  return answers;
}

/** Where the form leads: to the question before, to one that is to be changed, to the next, or to the answer. */
function stepFrom(typed: Typed, on: string): Omit<Step, 'answer'> {
  const answers = answersIn(typed);
  const { asked, next, fault } = whereIs(answers, on);
  if (isQuestion(typed.change)) return { answers, question: typed.change, fault: null, typed };
  if (isQuestion(typed.back)) {
    const before = asked[asked.indexOf(typed.back) - 1] ?? questions[0];
    return { answers, question: before, fault: null, typed };
  }
  const unanswered = typed.asked === next && fault === null ? 'choose' : fault;
  return { answers, question: next, fault: unanswered, typed };
}

export const actions = {
  default: asAnyone(async (event: RequestEvent) => {
    const { locals, params, request } = event;
    const on = toDay(locals.services.clock());
    const typed = await readForm(request);
    const step = stepFrom(typed, on);
    if (step.fault) return fail(400, { ...step, answer: null } satisfies Step);
    if (step.question) return { ...step, answer: null } satisfies Step;
    const situation = situationBy(step.answers, on);
    if (!situation)
      return fail(400, { ...step, question: 'age', fault: 'notTogether', answer: null } satisfies Step);
    const offer = await findCards(locals.services.db, params.authority, locals.lang);
    const facts = offer.flatMap(({ cards }) => cards.map((card) => card.facts));
    return { ...step, answer: whatApplies(facts, situation, on) } satisfies Step;
  }),
};
