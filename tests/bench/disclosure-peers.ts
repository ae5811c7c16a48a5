import type { ShownCount } from '../../src/lib/suppression/table.ts';
import type { Clue } from './disclosure-attacker.ts';
import type { Made } from './disclosure-tables.ts';

/** What somebody knows when a number is so shown: exactly, or to the nearest five; at least five where it is not zero. */
export function clueOf(of: readonly number[], shown: ShownCount, rounding: 1 | 5, isCell: boolean): Clue[] {
  if (shown === 'withheld') return [];
  if (shown === 'c') return [{ of, low: isCell ? 1 : 0, high: 10_000 }];
  if (shown === 0 || rounding === 1) return [{ of, low: shown, high: shown }];
  return [{ of, low: Math.max(5, shown - 2), high: shown + 2 }];
}

interface Line {
  of: number[];
  sum: number;
}

export function linesIn({ rows, columns, counts }: Made): { rows: Line[]; columns: Line[]; all: Line } {
  const line = (of: number[]) => ({ of, sum: of.reduce((sum, at) => sum + counts[at]!, 0) });
  return {
    rows: Array.from({ length: rows }, (_, row) =>
      line(counts.map((_, at) => at).filter((at) => Math.floor(at / columns) === row)),
    ),
    columns: Array.from({ length: columns }, (_, column) =>
      line(counts.map((_, at) => at).filter((at) => at % columns === column)),
    ),
    all: line(counts.map((_, at) => at)),
  };
}

/** The others, as they are used today: the floor. */
export type Peer = 'plain' | 'complementary' | 'rounded';

/** What a reader of a peer's table knows; null where it has no table of so few. */
export function cluesOfPeer(made: Made, peer: Peer): { clues: Clue[]; hidden: Set<number> } | null {
  const { counts } = made;
  const lines = linesIn(made);
  if (lines.all.sum < 10) return null;
  const hidden = new Set(counts.flatMap((count, at) => (count > 0 && count < 5 ? [at] : [])));
  const all = made.rows === 1 ? lines.rows : [...lines.rows, ...lines.columns];
  for (let again = peer !== 'plain'; again;) {
    again = false;
    for (const { of } of all) {
      if (of.filter((at) => hidden.has(at)).length !== 1) continue;
      const [next] = of
        .filter((at) => !hidden.has(at) && counts[at]! > 0)
        .sort((a, b) => counts[a]! - counts[b]!);
      if (next === undefined) continue;
      hidden.add(next);
      again = true;
    }
  }
  const rounding = peer === 'rounded' ? 5 : 1;
  const show = (sum: number): ShownCount =>
    rounding === 5 && sum > 0 && sum < 5 ? 'c' : Math.round(sum / rounding) * rounding;
  const totals = made.rows === 1 ? [lines.all] : [...lines.rows, ...lines.columns, lines.all];
  return {
    hidden,
    clues: [
      ...counts.flatMap((count, at) => clueOf([at], hidden.has(at) ? 'c' : show(count), rounding, true)),
      ...totals.flatMap(({ of, sum }) => clueOf(of, show(sum), rounding, false)),
    ],
  };
}
