import { unknownSituation, type Situation } from './situation.ts';
import { whatApplies, type Ruled } from './match.ts';

/** The birthdays on which the law changes what somebody in care can get. */
export const turningPoints = [16, 18, 21, 25] as const;

export type TurningPoint = (typeof turningPoints)[number];

/** Somebody who came into care before 14 and stays until 18, at an age; what else is true of them is not known. */
function staying(age: number): Situation {
  const after16 = age >= 16;
  return {
    ...unknownSituation,
    age: { min: age, max: age },
    everInCare: true,
    inCareNow: age < 18,
    inCareAfter16: after16,
    inCareAt18: age >= 18,
    thirteenWeeks: true,
    shortBreaksOnly: false,
    careOrderNow: false,
    specialGuardianshipFromCare: false,
    home6Months: false,
    homeArrangementEnded: false,
    detainedOrHospitalAt16: false,
    accommodatedOther16Plus: false,
    onAgreedProgramme: false,
  };
}

/** What begins and what ends for them on a birthday, by the rules of a day (`YYYY-MM-DD`). Ids, in the offer's order. */
export function changesAt(
  offer: readonly Ruled[],
  age: TurningPoint,
  on: string,
): { starts: string[]; ends: string[] } {
  const idsAt = (years: number) =>
    new Set(whatApplies(offer, staying(years), on).matches.map(({ id }) => id));
  const [before, after] = [idsAt(age - 1), idsAt(age)];
  return {
    starts: [...after].filter((id) => !before.has(id)),
    ends: [...before].filter((id) => !after.has(id)),
  };
}
