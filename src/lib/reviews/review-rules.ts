/** The rules that a review's due day may come from; `reviews.rule` holds one of these. */
export const reviewRules = [
  'within-20-working-days',
  'within-3-months',
  'within-6-months',
  'pathway-within-6-months',
] as const;
export type ReviewRule = (typeof reviewRules)[number];

/** What each rule says to those at the desk, and where it stands. Earlier is always allowed, and sometimes asked for. */
export const ruleTexts: Record<ReviewRule, { sentence: string; source: string }> = {
  'within-20-working-days': {
    sentence: 'The first review is within 20 working days of the day the child became looked after.',
    source:
      'Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 33(1)',
  },
  'within-3-months': {
    sentence: 'The second review is not more than three months after the first.',
    source:
      'Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 33(2)',
  },
  'within-6-months': {
    sentence: 'Each later review is not more than six months after the one before.',
    source:
      'Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 33(2)',
  },
  'pathway-within-6-months': {
    sentence: 'The pathway plan is reviewed at least every six months.',
    source: 'Care Leavers (England) Regulations 2010 (SI 2010/2571), regulation 7',
  },
};

export const isReviewRule = (text: string): text is ReviewRule =>
  (reviewRules as readonly string[]).includes(text);
