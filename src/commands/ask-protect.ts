import * as v from 'valibot';
import { AT_THE_DESK, IN_PUBLIC } from '../lib/suppression/protect.ts';
import { protectTable } from '../lib/suppression/protect-table.ts';
import type { TrueTable } from '../lib/suppression/table.ts';
import { faultOf } from './question-fault.ts';

/** More places than this would keep the asker waiting. */
const MOST_PLACES = 2_500;
const MOST_CHILDREN = 1_000_000;
const TAKEN = ['children', 'shown', '__proto__'];

const Name = v.pipe(v.string(), v.nonEmpty('Give a name that is not empty.'), v.maxLength(100));

/** Not `v.record`: that leaves out names such as "constructor" without a word. */
const CellSchema = v.custom<Record<string, unknown>>(
  (cell) => typeof cell === 'object' && cell !== null && !Array.isArray(cell),
  'Give each cell as {"theme": "care", "children": 12}, with your own dimensions.',
);

const QuestionSchema = v.strictObject({
  dimensions: v.pipe(
    v.array(Name),
    v.minLength(1, 'Name one dimension or two, such as ["theme","age"].'),
    v.maxLength(2, 'Name one dimension or two: a table of three would tell too much of each.'),
    v.check((names) => new Set(names).size === names.length, 'Name each dimension once.'),
    v.check(
      (names) => !names.some((name) => TAKEN.includes(name)),
      `A dimension may not be called ${TAKEN.join(' or ')}.`,
    ),
  ),
  cells: v.array(CellSchema),
  rule: v.optional(v.picklist(['desk', 'public'], 'The rule is "desk" or "public".'), 'desk'),
});

type Question = v.InferOutput<typeof QuestionSchema>;

const CountSchema = v.pipe(
  v.number('Give "children" as a whole number, 0 or more.'),
  v.safeInteger('Give "children" as a whole number, 0 or more.'),
  v.minValue(0, 'Give "children" as a whole number, 0 or more.'),
  v.maxValue(MOST_CHILDREN, `Give "children" as no more than ${MOST_CHILDREN}.`),
);

interface Asked {
  at: string[];
  children: number;
}

/** One cell of the question. @returns what is wrong with it instead. */
function readCell(cell: Record<string, unknown>, dimensions: readonly string[]): Asked | string {
  const unknown = Object.keys(cell).find((key) => key !== 'children' && !dimensions.includes(key));
  if (unknown !== undefined) return `"${unknown}" is not one of the dimensions: leave it out.`;
  const at = v.safeParse(
    v.array(Name),
    dimensions.map((name) => (Object.hasOwn(cell, name) ? cell[name] : undefined)),
  );
  if (!at.success) return `Give a text for each of: ${dimensions.join(', ')}.`;
  const children = v.safeParse(CountSchema, cell.children);
  return children.success ? { at: at.output, children: children.output } : children.issues[0].message;
}

function readCells({ cells, dimensions }: Question): Asked[] | string {
  const read: Asked[] = [];
  const seen = new Set<string>();
  for (const [place, cell] of cells.entries()) {
    const one = readCell(cell, dimensions);
    if (typeof one === 'string') return `"cells.${place}": ${one}`;
    const key = JSON.stringify(one.at);
    if (seen.has(key))
      return `"cells.${place}": ${one.at.join(', ')} is there already. Give each combination once.`;
    seen.add(key);
    read.push(one);
  }
  return read;
}

const named = (dimensions: readonly string[], at: readonly (string | null)[]) =>
  dimensions.flatMap((name, place) => (typeof at[place] === 'string' ? [[name, at[place]]] : []));

function answer(question: Question): object {
  const { dimensions } = question;
  const asked = readCells(question);
  if (typeof asked === 'string') return { error: asked };
  const values = dimensions.map((_, place) => [...new Set(asked.map(({ at }) => at[place] ?? ''))]);
  const places = values.reduce((product, { length }) => product * length, 1);
  if (places > MOST_PLACES)
    return { error: `A table may have ${MOST_PLACES} places; this has ${places}. Leave some out.` };
  const table: TrueTable = {
    dimensions: dimensions.map((id, place) => ({ id, values: values[place] ?? [] })),
    cells: asked,
  };
  const shown = protectTable(table, question.rule === 'public' ? IN_PUBLIC : AT_THE_DESK);
  const say = ({ at, shown: as }: (typeof shown.totals)[number]) =>
    Object.fromEntries([...named(dimensions, at), ['shown', as]]);
  return {
    dimensions,
    withheld: shown.withheld,
    // By the order of the values, not of the cells asked: that would tell which zeros were left out.
    cells: shown.cells.map(say),
    totals: shown.totals.map(say),
  };
}

/** Answers a table as it would be published, so that anyone can attack it. A combination not given holds nobody. */
export function protectAnswers(): (question: unknown) => object {
  return (question) => {
    const parsed = v.safeParse(QuestionSchema, question);
    return parsed.success ? answer(parsed.output) : { error: faultOf(parsed.issues) };
  };
}
