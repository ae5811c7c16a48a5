import { whatApplies, type Answer, type Match, type Ruled } from '$lib/offer/match.ts';
import type { Question } from '$lib/offer/checker.ts';
import type { Situation } from '$lib/offer/situation.ts';
import { whyOf } from '$lib/offer/why.ts';

const show = (root: ParentNode, selector: string, shown: boolean): void => {
  for (const part of root.querySelectorAll<HTMLElement>(selector)) part.hidden = !shown;
};

let offer: Ruled[] | null = null;

/** What the rules of everything on the page give. They are read once: that takes as long as the rest. */
export function answerFor(root: ParentNode, situation: Situation, today: string): Answer {
  offer ??= [...root.querySelectorAll<HTMLElement>('[data-rules]')].map(
    (entry) => JSON.parse(entry.dataset.rules ?? '') as Ruled,
  );
  return whatApplies(offer, situation, today);
}

function fillReasons(entry: HTMLElement, match: Match, texts: ReadonlyMap<string, Element>): void {
  const lists: Record<string, string[]> = { ...whyOf(match) };
  for (const part of entry.querySelectorAll<HTMLElement>('[data-why]')) {
    const reasons = lists[part.dataset.why ?? ''] ?? [];
    part.hidden = reasons.length === 0;
    const list = part.querySelector('ul');
    for (const reason of reasons) {
      const text = texts.get(reason);
      if (text) list?.append(text.cloneNode(true));
    }
  }
}

/** Takes out what does not apply, and puts what is certain first and what is from old plans last. */
export function fillEntries(root: DocumentFragment, matches: readonly Match[]): void {
  const copies = root.querySelector<HTMLTemplateElement>('template[data-reasons]')!.content.children;
  const texts = new Map([...copies].map((text) => [(text as HTMLElement).dataset.reason ?? '', text]));
  const found = new Map(matches.map((match) => [match.id, match]));
  const rank = (entry: HTMLElement) =>
    (entry.dataset.old === undefined ? 0 : 2) + (found.get(entry.dataset.entry ?? '')?.certain ? 0 : 1);
  for (const need of root.querySelectorAll<HTMLElement>('[data-need]')) {
    const entries = [...need.querySelectorAll<HTMLElement>('[data-entry]')];
    const kept = entries.filter((entry) => found.has(entry.dataset.entry ?? ''));
    for (const entry of kept) {
      const match = found.get(entry.dataset.entry ?? '')!;
      show(entry, '[data-maybe]', !match.certain);
      fillReasons(entry, match, texts);
    }
    need.querySelector('ul.entries')?.replaceChildren(...kept.sort((a, b) => rank(a) - rank(b)));
    const count = need.querySelector('[data-count]');
    if (count) count.textContent = String(kept.length);
    if (kept.length === 0) need.remove();
  }
  root.querySelector('[data-need]')?.setAttribute('open', '');
}

/** Makes of the copy that holds everything what one person is told. */
export function showResult(
  root: DocumentFragment,
  answer: Answer,
  asked: readonly Question[],
): DocumentFragment {
  const possible: readonly string[] = answer.categories;
  const flags: readonly string[] = answer.flags;
  for (const item of root.querySelectorAll<HTMLElement>('[data-category]'))
    if (!possible.includes(item.dataset.category ?? '')) item.remove();
  for (const item of root.querySelectorAll<HTMLElement>('[data-flag]'))
    if (!flags.includes(item.dataset.flag ?? '')) item.remove();
  if (flags.length === 0) root.querySelector('[data-flags]')?.remove();
  for (const item of root.querySelectorAll<HTMLElement>('[data-asked]'))
    if (!asked.includes(item.dataset.asked as Question)) item.remove();
  show(root, '[data-one]', possible.length === 1);
  show(root, '[data-many]', possible.length > 1);
  show(root, '[data-none]', answer.matches.length === 0);
  show(root, '[data-phone]', true);
  fillEntries(root, answer.matches);
  return root;
}
