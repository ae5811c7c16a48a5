import { AT_THE_DESK, IN_PUBLIC, protect, shareOf, type ProtectedTable } from '../suppression/protect.ts';

/** How people answered "did we get it right?", as everyone may see it. */
export type CheckBackRate = { tooFew: true } | { tooFew: false; yesPercent: number | null; total: number };

/** The public rate: nothing under ten answers, rounded figures only, a share from twenty on. */
export function publicRate(counts: Record<'yes' | 'partly' | 'no', number>): CheckBackRate {
  const table = protect(
    Object.entries(counts).map(([id, count]) => ({ id, count })),
    IN_PUBLIC,
  );
  if (table.withheld !== null || table.total === null) return { tooFew: true };
  const yes = table.cells.find((cell) => cell.id === 'yes')?.shown ?? 'c';
  return { tooFew: false, yesPercent: shareOf(yes, table.total), total: table.total };
}

/** The counts as the desk may see them, of all decisions together: small ones hidden, the rest rounded. */
export function deskCounts(counts: Record<'yes' | 'partly' | 'no', number>): ProtectedTable {
  return protect(
    Object.entries(counts).map(([id, count]) => ({ id, count })),
    AT_THE_DESK,
  );
}
