import { toDay } from '../platform/clock.ts';
import { isReader, type Reader } from './audience.ts';

/** That somebody opened a young person's views on a day: when first, and how often. */
export interface ViewsOpening {
  /** Who they are at the review: its officer or its worker. Never a name. */
  reader: Reader;
  /** For whom they opened them, where it was for the page of somebody else. */
  for: Reader | null;
  at: string;
  times: number;
}

interface Deed {
  at: string;
  meta: string;
}

const known = (text: unknown): Reader | null => (typeof text === 'string' && isReader(text) ? text : null);

/** Openings by day, reader and for whom, newest first: one line a day however often it was. */
export function groupViewsOpenings(deeds: readonly Deed[]): ViewsOpening[] {
  const groups = new Map<string, ViewsOpening>();
  for (const { at, meta } of deeds) {
    const said = JSON.parse(meta) as Record<string, unknown>;
    const reader = known(said.reader);
    if (!reader) continue;
    const whom = known(said.for);
    const name = `${reader}/${whom}/${toDay(new Date(at))}`;
    const group = groups.get(name);
    if (group) group.times += 1;
    else groups.set(name, { reader, for: whom, at, times: 1 });
  }
  return [...groups.values()].sort((one, other) => (one.at < other.at ? 1 : -1));
}
