import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Fault } from './piece.ts';

/** A line and a column, both from 1, as editors count them. */
export interface Place {
  line: number;
  column: number;
}

/** A JSON file as it was written: its value, and where each part of it is. */
export interface PlacedJson {
  value: unknown;
  /** What is not JSON, or says one thing twice. */
  faults: (Place & { message: string })[];
  placeOf(path: Fault['path']): Place;
}

/** In the order of the codes of jsonc-parser (ParseErrorCode). */
const WRONG = [
  '',
  'something here is not JSON',
  'this is not a number',
  'the name of a key is missing here',
  'a value is missing here',
  'a colon is missing here',
  'a comma is missing here',
  'a closing } is missing here',
  'a closing ] is missing here',
  'nothing more may follow here',
  'JSON has no comments',
  'a comment is not ended',
  'a text is not ended',
  'a number is not ended',
  'this \\u is not followed by four digits',
  'this backslash stands before a letter that it may not',
  'a line break or tab inside a text is written \\n or \\t',
];

function toValue(node: Node | undefined): unknown {
  if (!node) return undefined;
  if (node.type === 'array') return (node.children ?? []).map(toValue);
  if (node.type !== 'object') return node.value;
  const entries = (node.children ?? []).map(({ children = [] }) => [
    children[0]?.value,
    toValue(children[1]),
  ]);
  return Object.fromEntries(entries);
}

/** Keys that one object has twice: a JSON reader would keep the last and say nothing. */
function* repeatedKeys(node: Node | undefined): Generator<Node> {
  const seen = new Set<unknown>();
  for (const child of node?.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key && seen.has(key.value)) yield key;
    seen.add(key?.value);
    yield* repeatedKeys(child.type === 'property' ? child.children?.[1] : child);
  }
}

/** Reads JSON and remembers where everything stands. Goes on after a fault, to find the next. */
export function readPlaced(written: string): PlacedJson {
  const text = written.replace(/^\uFEFF/, ' ');
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)];
  const at = (offset: number): Place => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const wrong = errors.map(({ error, offset }) => ({
    ...at(offset),
    message: `This is not JSON: ${WRONG[error] ?? 'something here is wrong'}.`,
  }));
  const twice = [...repeatedKeys(tree)].map(({ offset, value }) => ({
    ...at(offset),
    message: `The key “${value}” is here twice.`,
  }));
  return {
    value: toValue(tree),
    faults: [...wrong, ...twice],
    placeOf(path) {
      // What is missing is where it should have been: in the nearest part that there is.
      for (let depth = path.length; depth >= 0; depth -= 1) {
        const node = tree && findNodeAtLocation(tree, path.slice(0, depth));
        if (node) return at(node.parent?.type === 'property' ? node.parent.offset : node.offset);
      }
      return { line: 1, column: 1 };
    },
  };
}

/** A path as people write it: `entitlements[3].who`. */
export function showPath(path: Fault['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
