/** Yes, no, or not known. */
export type Maybe = boolean | null;

export const educations = [
  'none',
  'school',
  'college',
  'university',
  'wants_to_return',
  'apprenticeship',
] as const;

export type Education = (typeof educations)[number];

/** Learning of any kind counts, wanting to go back to it too (Children Act 1989 s24B). */
export function isLearning(education: Education | null): Maybe {
  return education === null ? null : education !== 'none';
}

/** Inclusive, in whole years. A birthday makes both the same. */
export interface AgeRange {
  min: number;
  max: number;
}

/** What the rules look at, on one day. Nothing here names anybody, and nothing of it is ever stored. */
export interface Situation {
  age: AgeRange;
  /** `YYYY-MM-DD`, where it was given. */
  born: string | null;
  inCareNow: Maybe;
  /** As far as times in care were told of: special guardianship may have come from one that was not. */
  everInCare: Maybe;
  /** On at least one day after turning 16. */
  inCareAfter16: Maybe;
  inCareAt18: Maybe;
  /** 91 days or more in care since turning 14, in one spell or several. */
  thirteenWeeks: Maybe;
  shortBreaksOnly: Maybe;
  careOrderNow: Maybe;
  /** A special guardianship order is in force, or was at 18, and care came just before it. */
  specialGuardianshipFromCare: Maybe;
  home6Months: Maybe;
  homeArrangementEnded: Maybe;
  detainedOrHospitalAt16: Maybe;
  /** Lived in one of the other places of Children Act 1989 s24(2)(b)–(e) after turning 16. */
  accommodatedOther16Plus: Maybe;
  hasAskedForSupport: Maybe;
  onAgreedProgramme: Maybe;
  /** In education or training, or wants to be. */
  learning: Maybe;
  education: Education | null;
  disabled: Maybe;
  /** Came to the country alone, as a child, to ask for asylum. */
  unaccompanied: Maybe;
  parent: Maybe;
}

/** The parts of a situation that are simply so or not so. */
export type Truth = {
  [Key in keyof Situation]: Situation[Key] extends Maybe ? Key : never;
}[keyof Situation];

/** Nothing is known. */
export const unknownSituation: Situation = {
  age: { min: 0, max: Infinity },
  born: null,
  inCareNow: null,
  everInCare: null,
  inCareAfter16: null,
  inCareAt18: null,
  thirteenWeeks: null,
  shortBreaksOnly: null,
  careOrderNow: null,
  specialGuardianshipFromCare: null,
  home6Months: null,
  homeArrangementEnded: null,
  detainedOrHospitalAt16: null,
  accommodatedOther16Plus: null,
  hasAskedForSupport: null,
  onAgreedProgramme: null,
  learning: null,
  education: null,
  disabled: null,
  unaccompanied: null,
  parent: null,
};
