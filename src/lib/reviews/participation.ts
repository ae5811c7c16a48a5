/**
 * The codes of the yearly return for how a child took part in a review (SSDA903, `REVIEW_CODE`). The officer confirms one;
 * it is suggested from what happened and never derived alone.
 */
export const codes = ['PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7'] as const;
export type Code = (typeof codes)[number];

export const codeNames: Record<Code, string> = {
  PN0: 'under 4 on the day of the review',
  PN1: 'came, and spoke for themselves',
  PN2: 'came, and an advocate or the IRO spoke for them',
  PN3: 'came, and gave their views without speaking',
  PN4: 'came, and added nothing in any way',
  PN5: 'did not come, and briefed an advocate or the IRO to speak for them',
  PN6: 'did not come, and sent their views by another means',
  PN7: 'did not come, and sent no views',
};

/** How much of a review somebody came to. */
export const comings = ['all', 'part', 'not'] as const;
export type Came = (typeof comings)[number];

/** How their views came across. The officer says the first that is true. */
export const conveyings = ['spoke', 'advocate', 'symbols', 'briefed', 'another-means', 'nothing'] as const;
export type Conveyed = (typeof conveyings)[number];

/**
 * No birthday is held here, so the officer says it. On the fourth birthday itself both PN0 and the other codes are right:
 * rule 440 of the return asks for a review after that day, rule 441 for one before it.
 */
export const agesThen = ['under', 'turned', 'older'] as const;
export type AgeThen = (typeof agesThen)[number];

export const isCode = (text: string): text is Code => (codes as readonly string[]).includes(text);
export const isCame = (text: string): text is Came => (comings as readonly string[]).includes(text);
export const isConveyed = (text: string): text is Conveyed =>
  (conveyings as readonly string[]).includes(text);
export const isAgeThen = (text: string): text is AgeThen => (agesThen as readonly string[]).includes(text);

/** The usual meaning of "took part"; whoever was under 4 is counted neither way. */
const TOOK_PART: readonly Code[] = ['PN1', 'PN2', 'PN3', 'PN5', 'PN6'];

/** Whether a code says that its child took part; null where it says nothing of that. */
export const tookPart = (code: Code): boolean | null => (code === 'PN0' ? null : TOOK_PART.includes(code));

/** What happened at a review, as its officer says it. */
export interface Happened {
  came: Came;
  conveyed: Conveyed;
  underFour: boolean;
  /** Views that were sent here for this review, and hold something. */
  viewsSent: number;
}

export interface Suggestion {
  code: Code;
  why: string;
}

const suggest = (code: Code, why: string): Suggestion => ({ code, why });

function whenThere(conveyed: Conveyed, viewsSent: number): Suggestion {
  if (conveyed === 'spoke') return suggest('PN1', 'They came and spoke for themselves.');
  if (conveyed === 'advocate' || conveyed === 'briefed')
    return suggest('PN2', 'They came, and somebody they trust spoke for them.');
  if (conveyed === 'symbols' || conveyed === 'another-means')
    return suggest('PN3', 'They came, and gave their views in another way than by speaking.');
  if (viewsSent > 0)
    return suggest(
      'PN3',
      'They came and said nothing there, but views were sent here before. PN4 is for somebody who adds nothing in any way.',
    );
  return suggest('PN4', 'They came, and nothing of what they think came across.');
}

function whenNotThere(conveyed: Conveyed, viewsSent: number): Suggestion | null {
  if (conveyed === 'spoke') return null;
  if (conveyed === 'advocate' || conveyed === 'briefed')
    return suggest('PN5', 'They did not come, and somebody spoke for them.');
  if (conveyed === 'symbols' || conveyed === 'another-means')
    return suggest('PN6', 'They did not come, and their views came by another means.');
  if (viewsSent > 0)
    return suggest(
      'PN6',
      'They did not come, but views were sent here. PN7 is for somebody whose views nobody has.',
    );
  return suggest('PN7', 'They did not come, and no views came.');
}

/** The code that fits what happened, and why in plain words; null where what was said cannot all be so. */
export function suggestCode({ came, conveyed, underFour, viewsSent }: Happened): Suggestion | null {
  if (underFour) return suggest('PN0', 'They were under 4 on that day. The return takes no other code then.');
  return came === 'not' ? whenNotThere(conveyed, viewsSent) : whenThere(conveyed, viewsSent);
}

const asked = {
  came: 'Say whether they came.',
  conveyed: 'Say how their views came across.',
  age: 'Say how old they were: under 4, 4 on that very day, or older.',
  code: 'Choose a code. The return takes a date and a code together, or neither (rule 167).',
};

/** What an officer says of a review, and the code they confirm. */
export interface Confirmed {
  came: Came;
  conveyed: Conveyed;
  age: AgeThen;
  code: Code;
}

/** Why a code cannot stand beside what happened; null where it can. */
export function codeFault({ came, conveyed, age, code }: Confirmed, viewsSent: number): string | null {
  if (code === 'PN0')
    return age === 'older'
      ? 'PN0 is for a child under 4, and you say they were older (rule 440). Choose another code, or change their age on that day.'
      : null;
  if (age === 'under')
    return `A child under 4 has PN0 and never ${code} (rule 441). Choose PN0, or change their age on that day.`;
  const fits = suggestCode({ came, conveyed, underFour: false, viewsSent });
  if (!fits)
    return 'Somebody who did not come cannot have spoken there. A call or a video is “by another means”: choose that, or say that they came.';
  if (code === fits.code) return null;
  // Views were sent here: whether they were any part of the meeting, only its officer knows.
  const unheard = came === 'not' ? 'PN7' : 'PN4';
  if (conveyed === 'nothing' && viewsSent > 0 && code === unheard) return null;
  return `${code} means: ${codeNames[code]}. That is not what you say happened, which is ${fits.code}: ${codeNames[fits.code]}. Change one of the two.`;
}

/** Reads the officer's form. Nothing is filled in for them. */
export function parseConfirmed(
  typed: Record<string, string>,
  viewsSent: number,
): { confirmed: Confirmed } | { faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const { came = '', conveyed = '', age = '', code = '' } = typed;
  if (!isCame(came)) faults.came = asked.came;
  if (!isConveyed(conveyed)) faults.conveyed = asked.conveyed;
  if (!isAgeThen(age)) faults.age = asked.age;
  if (!isCode(code)) faults.code = asked.code;
  if (!isCame(came) || !isConveyed(conveyed) || !isAgeThen(age) || !isCode(code)) return { faults };
  const confirmed = { came, conveyed, age, code };
  const fault = codeFault(confirmed, viewsSent);
  return fault ? { faults: { code: fault } } : { confirmed };
}

/** What was said of their age, from what is kept: that they turned 4 that day is told by PN0 alone. */
export function ageThen(underFour: boolean | null, code: string | null): AgeThen | '' {
  if (underFour === null) return '';
  if (underFour) return 'under';
  return code === 'PN0' ? 'turned' : 'older';
}
