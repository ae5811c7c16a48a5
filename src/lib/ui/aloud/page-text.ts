import { sentencesOf } from './sentences.ts';

/** A sentence as it stands on the page. */
export interface PageSentence {
  text: string;
  lang: string;
  range: Range;
  block: Element;
}

const BLOCKS =
  'p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, caption, legend, label, summary, figcaption, blockquote, div, section, article, fieldset, main';

/** Not to be read: what one presses or fills in, what leads elsewhere, and what somebody asked to leave out. */
const SKIPPED =
  '[data-hear-bar], [data-hear-skip], [hidden], [aria-hidden="true"], nav, button, select, textarea, input, output, script, style, template, noscript, svg, audio, video, canvas';

interface Run {
  block: Element;
  nodes: Text[];
}

function isSeen(element: Element): boolean {
  return 'checkVisibility' in element
    ? element.checkVisibility()
    : (element as HTMLElement).offsetParent !== null;
}

/** Text that stands together: a paragraph, a heading, a label. */
function runsIn(root: Element): Run[] {
  const runs: Run[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const parent = node.parentElement;
    const block = parent?.closest(BLOCKS);
    if (!parent || !block || parent.closest(SKIPPED) || !isSeen(parent)) continue;
    const run = runs.at(-1);
    if (run?.block === block) run.nodes.push(node);
    else runs.push({ block, nodes: [node] });
  }
  return runs;
}

/** Where in a run a letter of its joined text stands. */
function placeOf(nodes: readonly Text[], at: number): [Text, number] | null {
  let before = 0;
  for (const node of nodes) {
    if (at <= before + node.length) return [node, at - before];
    before += node.length;
  }
  return null;
}

function rangeOf(nodes: readonly Text[], from: number, to: number): Range {
  const range = document.createRange();
  const start = placeOf(nodes, from);
  const end = placeOf(nodes, to);
  if (start) range.setStart(...start);
  if (end) range.setEnd(...end);
  return range;
}

/** Every sentence that can be seen within an element, from top to bottom. */
export function sentencesIn(root: Element): PageSentence[] {
  return runsIn(root).flatMap(({ block, nodes }) => {
    const text = nodes.map(({ data }) => data).join('');
    const lang = block.closest('[lang]')?.getAttribute('lang') ?? 'en';
    return sentencesOf(text, lang).map(({ from, to }) => ({
      // Marks that only turn the direction are nothing to say.
      text: text
        .slice(from, to)
        .replace(/[\u2066-\u2069\u200e\u200f]/g, '')
        .replace(/\s+/g, ' '),
      lang,
      range: rangeOf(nodes, from, to),
      block,
    }));
  });
}
