/** The checker on this phone: nothing that is answered leaves it or is kept on it. Without this the form works as it is. */
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
import { todayHere } from '../today-here.ts';
import { forgetList, keepList, readList } from './kept-list.ts';
import { putOnScreen, resultCopy, showQuestion } from './show-question.ts';
import { answerFor, fillEntries, showResult } from './show-result.ts';

function begin(form: HTMLFormElement): void {
  const today = todayHere();
  const council = location.pathname.split('/')[1] ?? '';
  const intro = form.querySelector<HTMLElement>('[data-intro]');
  let answers: Answers = {};

  const inScreen = <Found extends HTMLElement>(selector: string) =>
    form.querySelector<Found>(`[data-screen] ${selector}`);

  const showKept = (isKept: boolean): void => {
    const [keep, keeping, forget] = ['keep', 'keeping', 'forget'].map((name) => inScreen(`[data-${name}]`));
    if (keep) keep.hidden = isKept;
    if (keeping) keeping.hidden = !isKept;
    if (forget) forget.hidden = !isKept;
  };

  const ask = (question: Question, fault: AnswerFault | null = null): void => {
    if (intro) intro.hidden = question !== questions[0];
    putOnScreen(showQuestion(question, answers, fault, today));
  };

  const showAnswer = (): void => {
    const situation = situationBy(answers, today);
    if (!situation) {
      ask('age', 'notTogether');
      return;
    }
    const copy = resultCopy();
    const answer = answerFor(copy, situation, today);
    if (intro) intro.hidden = true;
    putOnScreen(showResult(copy, answer, whereIs(answers, today).asked));
    showKept(false);
  };

  const goOn = (fresh: Question | null): void => {
    const { next, fault } = whereIs(answers, today);
    if (fault && next) ask(next, fault);
    else {
      if (fresh) history.pushState({ question: next ?? 'result' }, '');
      if (next) ask(next);
      else showAnswer();
    }
  };

  const take = (question: Question, button: HTMLButtonElement): void => {
    const field = (name: string) => inScreen<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
    const { [question]: _, ...others } = answers;
    let given: string | undefined = button.name === question ? button.value : undefined;
    if (button.value === 'birthday') given = birthdayFrom(field('day'), field('month'), field('year'));
    if (button.value === 'ticked') {
      const ticked = abouts.filter(
        (one) => inScreen<HTMLInputElement>(`input[name="about-${one}"]`)?.checked,
      );
      given = ticked.join(' ') || undefined;
    }
    answers = given === undefined ? others : { ...answers, [question]: given };
    if (given === undefined) ask(question, 'choose');
    else goOn(question);
  };

  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (button.name === 'change' && isQuestion(button.value)) {
      history.pushState({ question: button.value }, '');
      ask(button.value);
      return;
    }
    if (button.name === 'back') {
      history.back();
      return;
    }
    const asked = inScreen('[data-question]')?.dataset.question;
    if (isQuestion(asked)) take(asked, button);
  });

  addEventListener('popstate', ({ state }) => {
    const to = (state as { question?: string } | null)?.question ?? questions[0];
    if (isQuestion(to)) ask(to);
    else goOn(null);
  });

  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('button, a');
    if (!button) return;
    const ids = () =>
      [...form.querySelectorAll<HTMLElement>('[data-screen] [data-entry]')].map(
        (one) => one.dataset.entry ?? '',
      );
    if ('print' in button.dataset) print();
    if ('keep' in button.dataset) showKept(keepList(council, ids()));
    if ('forget' in button.dataset) {
      forgetList();
      showKept(false);
    }
    if ('share' in button.dataset && navigator.share) {
      event.preventDefault();
      // Only where the questions are; whoever says no to sharing has not made a mistake.
      navigator
        .share({ title: document.title, url: `${location.origin}${location.pathname}` })
        .catch(() => undefined);
    }
    if ('openKept' in button.dataset) showList();
  });

  const showList = (): void => {
    const ids = readList(council) ?? [];
    const copy = resultCopy();
    const all = answerFor(copy, situationBy({}, today)!, today).matches;
    fillEntries(
      copy,
      all.filter(({ id }) => ids.includes(id)),
    );
    for (const part of copy.querySelectorAll('[data-why], .source, .guide + section, [data-flags]'))
      part.remove();
    for (const part of copy.querySelectorAll<HTMLElement>('[data-phone]')) part.hidden = false;
    if (intro) intro.hidden = true;
    history.pushState({ question: questions[0] }, '');
    putOnScreen(copy);
    showKept(true);
  };

  const kept = form.querySelector<HTMLElement>('[data-kept-list]');
  if (kept) kept.hidden = readList(council) === null;
  // Going on takes the place of the page that came; its own copy of the first question is as good.
  history.replaceState({ question: questions[0] }, '');
  addEventListener('beforeprint', () => {
    for (const part of form.querySelectorAll('details.theme')) part.setAttribute('open', '');
  });
}

const form = document.querySelector<HTMLFormElement>('form[data-check]');
// A page that answers a form was made without us: it goes on without us.
if (form?.querySelector('template[data-copy]')) begin(form);
