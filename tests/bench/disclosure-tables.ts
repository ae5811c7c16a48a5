import type { TrueTable } from '../../src/lib/suppression/table.ts';
import type { Chance } from './seeded.ts';

/** A table and where everything stands in it: the attacker's own way of laying it out. */
export interface Made {
  table: TrueTable;
  rows: number;
  columns: number;
  counts: number[];
}

type Draw = (chance: Chance) => number;
const whole = (chance: Chance, low: number, high: number) => Math.floor(chance.between(low, high));

/** How many children a cell may hold: many cells of nobody, of few, of some, of a few very large ones. */
const draws: Record<string, Draw> = {
  sparse: (chance) => (chance.between(0, 1) < 0.6 ? 0 : whole(chance, 1, 5)),
  small: (chance) => whole(chance, 0, 8),
  middling: (chance) => whole(chance, 0, 20),
  skewed: (chance) => Math.floor(Math.exp(chance.between(0, 5)) - 1),
  mixed: (chance) => (chance.between(0, 1) < 0.3 ? whole(chance, 0, 5) : whole(chance, 5, 100)),
};

const shapes: [number, number][] = [
  [1, 2],
  [1, 3],
  [1, 4],
  [1, 5],
  [1, 8],
  [1, 12],
  [2, 2],
  [2, 3],
  [3, 3],
  [3, 4],
  [4, 6],
  [6, 6],
];
const chainShapes: [number, number][] = [
  [1, 3],
  [1, 4],
  [1, 6],
  [2, 3],
  [3, 3],
];

const pick = <T>(chance: Chance, of: readonly T[]): T => of[whole(chance, 0, of.length)]!;

export function tableOf(rows: number, columns: number, counts: number[]): Made {
  const rowValues = Array.from({ length: rows }, (_, row) => `r${row}`);
  const columnValues = Array.from({ length: columns }, (_, column) => `c${column}`);
  const across = { id: 'across', values: columnValues };
  const cells = counts.map((children, place) => {
    const column = columnValues[place % columns]!;
    return { at: rows === 1 ? [column] : [rowValues[Math.floor(place / columns)]!, column], children };
  });
  const dimensions = rows === 1 ? [across] : [{ id: 'down', values: rowValues }, across];
  return { table: { dimensions, cells }, rows, columns, counts };
}

function make(chance: Chance, [rows, columns]: [number, number], draw: Draw): Made {
  return tableOf(
    rows,
    columns,
    Array.from({ length: rows * columns }, () => draw(chance)),
  );
}

export function randomTable(chance: Chance): Made {
  return make(chance, pick(chance, shapes), pick(chance, Object.values(draws)));
}

/** Four quarters of one table. */
export function randomQuarters(chance: Chance): Made[] {
  const shape = pick(chance, chainShapes);
  const draw = pick(chance, Object.values(draws));
  return [0, 1, 2, 3].map(() => make(chance, shape, draw));
}
