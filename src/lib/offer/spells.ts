import { isDay } from '../platform/clock.ts';
import { birthday, daysBetween } from './age.ts';
import type { Situation } from './situation.ts';

/** Time in care: from the first day in care to the first day no longer in care, or null while it lasts. */
export interface Spell {
  from: string;
  to: string | null;
}

export type SpellFault =
  | 'born-not-a-day'
  | 'born-later'
  | 'born-too-long-ago'
  | 'not-a-day'
  | 'ends-before-it-begins'
  | 'before-birth'
  | 'adult';

/** Nobody of whom we know is older. */
const OLDEST = 120;

/** 13 weeks, in days (Children Act 1989 Sch 2 para 19B(2); SI 2010/959 reg 40). */
const THIRTEEN_WEEKS = 91;

/** What is impossible about a birthday, seen from a day; null when nothing is. */
export function birthFault(born: string, on: string): SpellFault | null {
  if (!isDay(born)) return 'born-not-a-day';
  if (born > on) return 'born-later';
  return birthday(born, OLDEST) <= on ? 'born-too-long-ago' : null;
}

/** What is impossible about a time in care; null when nothing is. Care ends at 18, so none can begin then. */
export function spellFault({ from, to }: Spell, born: string | null): SpellFault | null {
  if (!isDay(from) || (to !== null && !isDay(to))) return 'not-a-day';
  if (to !== null && to <= from) return 'ends-before-it-begins';
  if (born === null) return null;
  if (from < born) return 'before-birth';
  return from >= birthday(born, 18) ? 'adult' : null;
}

/** Days from `from` until `to` that at least one spell covers. */
function daysIn(spells: readonly Spell[], from: string, to: string): number {
  let days = 0;
  let counted = from;
  for (const spell of [...spells].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const begins = spell.from > counted ? spell.from : counted;
    const ends = spell.to === null || spell.to > to ? to : spell.to;
    if (ends <= begins) continue;
    days += daysBetween(begins, ends);
    counted = ends;
  }
  return days;
}

const covers = ({ from, to }: Spell, day: string): boolean => from <= day && (to === null || day < to);

type Care = Pick<
  Situation,
  'inCareNow' | 'everInCare' | 'inCareAfter16' | 'inCareAt18' | 'thirteenWeeks' | 'age' | 'born'
>;

/**
 * What times in care say about someone on a day. A spell counts as far as it has gone when the day begins; what comes
 * later is not looked at. Care ends at 18 whatever a spell says.
 */
export function careOn(born: string, spells: readonly Spell[], on: string, age: number): Care {
  const [at14, at16, at18] = [birthday(born, 14), birthday(born, 16), birthday(born, 18)];
  const begun = spells.filter(({ from }) => from <= on);
  const until = on < at18 ? on : at18;
  const lastDay = on < at18 ? on : dayBefore(at18);
  return {
    age: { min: age, max: age },
    born,
    everInCare: begun.length > 0,
    inCareNow: age < 18 && begun.some((spell) => covers(spell, on)),
    inCareAfter16: begun.some(({ from, to }) => from <= lastDay && on >= at16 && (to === null || to > at16)),
    inCareAt18: age >= 18 && begun.some((spell) => covers(spell, dayBefore(at18))),
    thirteenWeeks: daysIn(begun, at14, until) >= THIRTEEN_WEEKS,
  };
}

/** Times in care when nobody knows the birthday: only what holds at any age is known. */
export function careWithoutBirthday(spells: readonly Spell[], on: string): Partial<Situation> {
  const begun = spells.filter(({ from }) => from <= on);
  if (begun.length > 0) {
    const days = daysIn(begun, begun.map(({ from }) => from).sort()[0] ?? on, on);
    const over = !begun.some((spell) => covers(spell, on));
    return {
      everInCare: true,
      ...(over && { inCareNow: false }),
      ...(days < THIRTEEN_WEEKS && { thirteenWeeks: false }),
    };
  }
  return {
    everInCare: false,
    inCareNow: false,
    inCareAfter16: false,
    inCareAt18: false,
    thirteenWeeks: false,
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
