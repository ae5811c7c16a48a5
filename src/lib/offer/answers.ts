/** What the answers of the checker say of somebody. The same on server and phone. */
import { isPossible } from './category.ts';
import { abouts, ageBy, UNKNOWN, whereIs, type Answers } from './checker.ts';
import { isLearning, unknownSituation, type Education, type Situation } from './situation.ts';

/** Only what was asked, so that what was answered before going back cannot contradict what is answered now. */
function answered(answers: Answers, on: string): Answers {
  const { asked } = whereIs(answers, on);
  return Object.fromEntries(asked.map((question) => [question, answers[question]]));
}

const careMeans: Record<string, Partial<Situation>> = {
  now: { inCareNow: true, everInCare: true, inCareAt18: false },
  before: { inCareNow: false, everInCare: true },
  never: { ...neverInCare(), accommodatedOther16Plus: false },
  elsewhere: { ...neverInCare(), accommodatedOther16Plus: true },
};

function neverInCare(): Partial<Situation> {
  return {
    inCareNow: false,
    everInCare: false,
    inCareAfter16: false,
    inCareAt18: false,
    thirteenWeeks: false,
    specialGuardianshipFromCare: false,
  };
}

const leavingMeans: Record<string, Partial<Situation>> = {
  until18: { inCareAt18: true, inCareAfter16: true },
  home6: { home6Months: true, homeArrangementEnded: false },
  'home6-ended': { home6Months: true, homeArrangementEnded: true },
  guardian: { specialGuardianshipFromCare: true, everInCare: true, home6Months: null },
  detained: { detainedOrHospitalAt16: true },
  rest: {},
};

/** What none of the ways of leaving but one means. */
const otherwise: Partial<Situation> = {
  inCareAt18: false,
  home6Months: false,
  homeArrangementEnded: false,
  specialGuardianshipFromCare: false,
  detainedOrHospitalAt16: false,
};

const after16Means: Record<string, Partial<Situation>> = {
  yes: { inCareAfter16: true, everInCare: true, accommodatedOther16Plus: false },
  no: { inCareAfter16: false, accommodatedOther16Plus: false },
  elsewhere: { inCareAfter16: false, accommodatedOther16Plus: true },
};

const timeMeans: Record<string, Partial<Situation>> = {
  '13-weeks': { thirteenWeeks: true, shortBreaksOnly: false },
  less: { thirteenWeeks: false, shortBreaksOnly: false },
  'short-breaks': { thirteenWeeks: false, shortBreaksOnly: true },
};

function learningMeans(learning: string | undefined): Partial<Situation> {
  if (learning === undefined || learning === UNKNOWN) return {};
  if (learning === 'agreed') return { onAgreedProgramme: true, learning: true };
  const education = learning as Education;
  return { onAgreedProgramme: false, education, learning: isLearning(education) };
}

function aboutMeans(about: string | undefined): Partial<Situation> {
  if (about === undefined || about === UNKNOWN) return {};
  const ticked = about.split(' ');
  return Object.fromEntries(abouts.map((one) => [one, ticked.includes(one)]));
}

/**
 * What the answers say of someone on a day (`YYYY-MM-DD`). A child under 16 is not asked about school, nor somebody who
 * is in care whether they were after 16.
 * @returns null where they cannot all be true.
 */
export function situationBy(answers: Answers, on: string): Situation | null {
  const { care = '', leaving, after16 = '', time = '', learning, about } = answered(answers, on);
  const { age, born } = ageBy(answers, on);
  const situation: Situation = {
    ...unknownSituation,
    age: care === 'now' ? { ...age, max: Math.min(age.max, 17) } : age,
    born,
    careOrderNow: false,
    ...careMeans[care],
    ...(care === 'now' && age.min >= 16 && { inCareAfter16: true }),
    ...(leaving !== undefined && leaving !== UNKNOWN && { ...otherwise, ...leavingMeans[leaving] }),
    ...after16Means[after16],
    ...timeMeans[time],
    ...learningMeans(learning),
    ...aboutMeans(about),
  };
  return isPossible(situation) ? situation : null;
}
