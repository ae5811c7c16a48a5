import type { AttachmentKind } from '$lib/voice/parts.ts';
import type { QuestionId } from '$lib/reviews/questions.ts';
import type { DraftKeeper, PartWidget } from '../say/part-widget.ts';
import { partOf } from '../say/widgets.ts';

/** A recording or a drawing that answers one question. */
export interface ReviewPart extends PartWidget {
  question: QuestionId;
  kind: AttachmentKind;
  /** Whether something is recorded, drawn or picked: without a wait, for the preview. */
  hasSomething(): boolean;
}

/** Keeps under the question's name, so that no two recordings of a form are mixed. */
const within = (keeper: DraftKeeper, question: string): DraftKeeper => ({
  keep: (name, bytes) => keeper.keep(`${question}/${name}`, bytes),
  read: (name) => keeper.read(`${question}/${name}`),
  names: (prefix) => keeper.names(`${question}/${prefix}`),
  forget: (prefix) => keeper.forget(`${question}/${prefix}`),
});

/** A way of answering, made of the template that all questions share; its fields get names of their own. */
function makeWay(kind: AttachmentKind, question: QuestionId): HTMLDetailsElement | null {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-review-tool="${kind}"]`);
  const way = template?.content.querySelector('details')?.cloneNode(true) as HTMLDetailsElement | undefined;
  if (!way) return null;
  const name = `file.${question}.${kind}`;
  const file = way.querySelector<HTMLInputElement>('[type="file"]')!;
  file.id = file.name = name;
  way.querySelector<HTMLInputElement>('[type="hidden"]')!.name = `has.${question}.${kind}`;
  way.querySelector('label')!.htmlFor = name;
  return way;
}

/** The form's own file fields are for phones without this script. */
function dropOwnFiles(form: HTMLFormElement): void {
  const own = form.querySelector<HTMLElement>('[data-review-files]');
  if (!own) return;
  own.hidden = true;
  for (const file of own.querySelectorAll('input')) file.disabled = true;
}

/** Closes a way of answering with whatever it is folded into: nothing is recorded where it cannot be seen. */
function closeWithOuter(way: HTMLDetailsElement): void {
  const close = ({ target }: Event) => {
    if (!(target as HTMLDetailsElement).open) way.open = false;
  };
  for (let outer = way.parentElement; outer; outer = outer.parentElement)
    if (outer instanceof HTMLDetailsElement) outer.addEventListener('toggle', close);
}

/** Puts a recorder and a drawing pad where a question has place for them. One recorder is open at a time. */
export function partsOf(form: HTMLFormElement, keeper: DraftKeeper): ReviewPart[] {
  // Where the server seals, the form's own two files are all there is.
  if (!globalThis.crypto?.subtle) return [];
  dropOwnFiles(form);
  const voices: HTMLDetailsElement[] = [];
  const makePart = (place: HTMLElement, kind: AttachmentKind): ReviewPart[] => {
    const question = place.dataset.reviewPart as QuestionId;
    const way = makeWay(kind, question);
    if (!way) return [];
    place.append(way);
    closeWithOuter(way);
    if (kind === 'voice') voices.push(way);
    // Closing one ends what it records, and keeps it.
    way.addEventListener('toggle', () => {
      if (way.open && kind === 'voice') for (const one of voices) if (one !== way) one.open = false;
    });
    const hasSomething = () => way.hasAttribute('data-part-full');
    return [{ ...partOf(way, within(keeper, question)), question, kind, hasSomething }];
  };
  return [...form.querySelectorAll<HTMLElement>('[data-review-part]')].flatMap((place) => {
    place.classList.add('ways-row');
    return [...makePart(place, 'voice'), ...makePart(place, 'drawing')];
  });
}
