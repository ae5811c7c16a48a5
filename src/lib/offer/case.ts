import * as v from 'valibot';
import { isDay } from '../platform/clock.ts';
import { ageOn } from './age.ts';
import { isPossible } from './category.ts';
import {
  birthFault,
  careOn,
  careWithoutBirthday,
  spellFault,
  type Spell as Time,
  type SpellFault,
} from './spells.ts';
import { educations, isLearning, unknownSituation, type Situation } from './situation.ts';

const UNKNOWN = 'unknown';
const unknown = v.literal(UNKNOWN);
/** Not a union: what is wrong is then said of the part where it is. */
const known = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.optional(v.nullable(v.lazy((input): Schema | typeof unknown => (input === UNKNOWN ? unknown : schema))));

/** The yes-or-no parts of a case by their names in the rule table, and where they go. */
const truths = {
  care_order_now: 'careOrderNow',
  sgo_from_care: 'specialGuardianshipFromCare',
  home_6_months: 'home6Months',
  home_arrangement_ended: 'homeArrangementEnded',
  detained_or_hospital_at_16: 'detainedOrHospitalAt16',
  accommodated_other_16plus: 'accommodatedOther16Plus',
  short_breaks_only: 'shortBreaksOnly',
  has_asked_for_support: 'hasAskedForSupport',
  on_agreed_programme: 'onAgreedProgramme',
  disabled: 'disabled',
  uasc: 'unaccompanied',
  parent: 'parent',
} as const satisfies Record<string, keyof Situation>;

type TruthName = keyof typeof truths;
const names = Object.keys(truths) as TruthName[];

const Spell = v.strictObject({ from: v.string(), to: v.optional(v.nullable(v.string()), UNKNOWN) });

/** A person as a policy officer writes one down: without a name, what is not there is not known. */
export const CaseSchema = v.strictObject({
  authority: v.string(),
  /** Today, where it is not said. */
  on: known(v.string()),
  born: known(v.string()),
  spells: known(v.array(Spell)),
  education: known(v.picklist(educations)),
  ...(Object.fromEntries(names.map((name) => [name, known(v.boolean())])) as Record<
    TruthName,
    ReturnType<typeof known<v.BooleanSchema<undefined>>>
  >),
});

export type Case = v.InferOutput<typeof CaseSchema>;

const faultWords: Record<SpellFault | 'on-not-a-day' | 'impossible', string> = {
  'on-not-a-day': '"on" is not a day of the calendar, written YYYY-MM-DD',
  'born-not-a-day': '"born" is not a day of the calendar, written YYYY-MM-DD',
  'born-later': '"born" is later than the day asked about',
  'born-too-long-ago': '"born" is more than 120 years before the day asked about',
  'not-a-day': 'a spell has a "from" or "to" that is not a day of the calendar, written YYYY-MM-DD',
  'ends-before-it-begins': 'a spell has a "to" that is not later than its "from"',
  'before-birth': 'a spell begins before birth',
  adult: 'a spell begins at or after the 18th birthday, when care ends',
  impossible: 'these answers cannot all be true of one person',
};

const knownOrNull = <Value>(value: Value | 'unknown' | null | undefined): Value | null =>
  value === UNKNOWN || value === undefined ? null : value;

/** Times in care of which nobody says when they ended: what holds whether they ended at once or never is known. */
function careIn(spells: Time[], care: (spells: Time[]) => Partial<Situation>): Partial<Situation> {
  const ending = (to: (spell: Time) => string | null) =>
    care(spells.map((spell) => (spell.to === UNKNOWN ? { ...spell, to: to(spell) } : spell)));
  const most = ending(() => null);
  if (!spells.some(({ to }) => to === UNKNOWN)) return most;
  const least = Object.entries(ending(({ from }) => from));
  return Object.fromEntries(least.filter(([name, value]) => most[name as keyof Situation] === value));
}

/**
 * Turns a case into a situation on a day.
 * @returns the situation, or what is impossible about it, in English.
 */
export function situationOf(
  one: Case,
  today: string,
): { on: string; situation: Situation } | { fault: string } {
  const on = knownOrNull(one.on) ?? today;
  if (!isDay(on)) return { fault: faultWords['on-not-a-day'] };
  const born = knownOrNull(one.born);
  const spells = knownOrNull(one.spells);
  const fault =
    (born === null ? null : birthFault(born, on)) ??
    spells
      ?.map(({ from, to }) => spellFault({ from, to: knownOrNull(to) }, born))
      .find((found) => found !== null);
  if (fault) return { fault: faultWords[fault] };
  const education = knownOrNull(one.education);
  const age = born === null ? null : ageOn(born, on);
  const situation: Situation = {
    ...unknownSituation,
    ...(age !== null && { born, age: { min: age, max: age } }),
    ...(spells !== null &&
      careIn(spells, (all) =>
        born !== null && age !== null ? careOn(born, all, on, age) : careWithoutBirthday(all, on),
      )),
    ...Object.fromEntries(names.map((name) => [truths[name], knownOrNull(one[name])])),
    education,
    learning: isLearning(education),
  };
  return isPossible(situation) ? { on, situation } : { fault: faultWords.impossible };
}
