import { optionsOf, type AnswerFault, type Answers, type Question } from '$lib/offer/checker.ts';

const copyOf = (name: string): DocumentFragment =>
  document
    .querySelector<HTMLTemplateElement>(`template[data-copy="${name}"]`)!
    .content.cloneNode(true) as DocumentFragment;

/** Puts something in place of what the screen shows, and moves the reader there. */
export function putOnScreen(shown: DocumentFragment): void {
  document.querySelector('[data-screen]')?.replaceChildren(shown);
  const heading = document.querySelector<HTMLElement>('[data-screen] [tabindex="-1"]');
  heading?.focus({ preventScroll: true });
  document.querySelector('[data-check]')?.scrollIntoView({ block: 'start' });
}

/** A question with only the options that fit the answers so far, and what was answered before. */
export function showQuestion(
  question: Question,
  answers: Answers,
  fault: AnswerFault | null,
  today: string,
): DocumentFragment {
  const shown = copyOf(question);
  const offered: readonly string[] = optionsOf(question, answers, today);
  for (const button of shown.querySelectorAll<HTMLButtonElement>(`button[name="${question}"]`)) {
    const isOffered = offered.includes(button.value) || button.classList.contains('unsure');
    if (!isOffered) button.remove();
    else if (button.value === answers[question]) button.setAttribute('aria-pressed', 'true');
  }
  const ticked = (answers.about ?? '').split(' ');
  for (const box of shown.querySelectorAll<HTMLInputElement>('input[type="checkbox"]'))
    box.checked = ticked.includes(box.name.replace('about-', ''));
  if (question === 'age' && /^\d/.test(answers.age ?? '')) {
    const [year, month, day] = (answers.age ?? '').split('-').map(Number);
    for (const [name, value] of Object.entries({ year, month, day })) {
      const field = shown.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (field && value) field.value = String(value);
    }
  }
  const told = shown.querySelector<HTMLElement>(`[data-fault="${fault}"]`);
  if (told) told.hidden = false;
  return shown;
}

export function resultCopy(): DocumentFragment {
  return copyOf('result');
}
