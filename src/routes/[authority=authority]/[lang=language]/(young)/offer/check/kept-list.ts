/** The list somebody chose to keep on this phone: what it names, never what was answered. */
const KEY = 'list';

interface KeptList {
  base: string;
  ids: string[];
}

/** The list kept for this council, or null. A browser that keeps nothing has none. */
export function readList(council: string): string[] | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as KeptList | null;
    return kept && kept.base === council && Array.isArray(kept.ids) ? kept.ids : null;
  } catch {
    return null;
  }
}

/** @returns whether it is kept now. */
export function keepList(council: string, ids: string[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify({ base: council, ids } satisfies KeptList));
    return true;
  } catch {
    return false;
  }
}

export function forgetList(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
