import type { PageSentence } from '$lib/ui/aloud/page-text.ts';

/** As `::highlight(…)` in ui/young.css names it. */
const NAME = 'hear-now';

let marked: Element | null = null;

/** Marks the very words where the browser can, without touching the page; else their paragraph. */
function mark({ range, block }: PageSentence): void {
  if ('highlights' in CSS) CSS.highlights.set(NAME, new Highlight(range));
  else block.classList.add(NAME);
  marked = block;
}

function isInView(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/** Shows which sentence is being read, and brings it into view; null for none. */
export function markSentence(sentence: PageSentence | null): void {
  marked?.classList.remove(NAME);
  marked = null;
  if ('highlights' in CSS) CSS.highlights.delete(NAME);
  if (!sentence) return;
  mark(sentence);
  if (!isInView(sentence.range)) sentence.block.scrollIntoView({ block: 'center' });
}
