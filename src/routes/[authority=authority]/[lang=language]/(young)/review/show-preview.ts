import type { AnswerFor } from '$lib/reviews/answer.ts';
import { isReader } from '$lib/reviews/audience.ts';
import { keptFrom, previewOf } from '$lib/reviews/preview.ts';
import { fieldOf, type Age, type QuestionId } from '$lib/reviews/questions.ts';
import { audienceIn, readViewsForm } from '$lib/reviews/read-views-form.ts';
import { reviewText } from './review-texts.ts';
import type { ReviewPart } from './review-parts.ts';

/** A question in two or three words, as the form says it. */
const nameOf = (form: HTMLFormElement, id: QuestionId): string =>
  form.querySelector<HTMLElement>(`[data-review-question="${id}"]`)?.dataset.reviewName ?? '';

/** An answer as its own field says it. */
function textOf(form: HTMLFormElement, { question, value }: AnswerFor): string {
  if (value.kind === 'words') return value.value;
  if (value.kind === 'voice' || value.kind === 'drawing') return reviewText(`review.answer.${value.kind}`);
  if (value.kind === 'scale') return reviewText('review.answer.scale').replace('%step%', String(value.value));
  const picked = form.querySelector(`[name="${fieldOf(question, value.kind)}"]:checked`);
  return picked?.closest('label')?.textContent?.trim() ?? '';
}

/** What would be sent now; a recording or a drawing is only said to be there. */
function answersNow(form: HTMLFormElement, parts: ReviewPart[]): AnswerFor[] {
  const fields = new FormData(form);
  const attached = parts
    .filter((part) => part.hasSomething())
    .map(({ question, kind }): AnswerFor => ({
      question,
      audience: audienceIn(fields, question),
      value: { kind, type: '', seconds: null, pieces: [] },
    }));
  return [...readViewsForm(fields, form.dataset.review as Age).answers, ...attached];
}

const item = (text: string): HTMLElement => {
  const line = document.createElement('li');
  line.textContent = text;
  return line;
};

function fill(section: HTMLElement, form: HTMLFormElement, answers: AnswerFor[], line: Element): void {
  const reader = section.dataset.previewReader ?? '';
  if (!isReader(reader)) return;
  const seen = previewOf(answers, reader).map((answer) => {
    const shown = line.cloneNode(true) as HTMLElement;
    shown.querySelector('[data-preview-name]')!.textContent = nameOf(form, answer.question);
    shown.querySelector('[data-preview-text]')!.textContent = textOf(form, answer);
    return shown;
  });
  const names = new Set(keptFrom(answers, reader).map(({ question }) => nameOf(form, question)));
  const show = (name: string, lines: HTMLElement[]): void => {
    const part = section.querySelector<HTMLElement>(`[data-preview-${name}]`)!;
    part.hidden = lines.length === 0;
    part.querySelector('ul')!.replaceChildren(...lines);
  };
  show('sees', seen);
  show('not', [...names].map(item));
  section.querySelector<HTMLElement>('[data-preview-nothing]')!.hidden = seen.length > 0;
}

const following = new WeakSet<HTMLElement>();

/** Shows what each reader will see of what would be sent now; once it is open it follows what is changed. */
export function showPreview(form: HTMLFormElement, parts: ReviewPart[]): void {
  const place = form.querySelector<HTMLElement>('[data-review-preview]');
  const template = document.querySelector<HTMLTemplateElement>('template[data-preview-template]');
  const lines = template?.content.querySelector<HTMLTemplateElement>('template[data-preview-line]');
  const line = lines?.content.firstElementChild;
  if (!place || !template || !line) return;
  const refresh = (): void => {
    const answers = answersNow(form, parts);
    for (const section of place.querySelectorAll<HTMLElement>('[data-preview-reader]'))
      fill(section, form, answers, line);
  };
  if (!following.has(place)) {
    following.add(place);
    place.append(template.content.cloneNode(true));
    let soon: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(soon);
      soon = setTimeout(refresh, 200);
    };
    form.addEventListener('input', later);
    form.addEventListener('change', later);
  }
  refresh();
  place.scrollIntoView({ block: 'start' });
}
