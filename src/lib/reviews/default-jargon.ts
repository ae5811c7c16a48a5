/** A word that only those who work in care know, and what to write in its place. */
export interface Term {
  term: string;
  plain: string;
}

/** What an authority's list begins with; it changes and adds to it at the desk. */
export const defaultJargon: readonly Term[] = [
  { term: 'LAC', plain: 'child in care, or simply "you"' },
  { term: 'looked after child', plain: 'child in care, or simply "you"' },
  { term: 'placement', plain: 'home, or the place where you live' },
  { term: 'placement breakdown', plain: 'having to move home' },
  { term: 'respite', plain: 'a short stay with somebody else' },
  { term: 'contact', plain: 'seeing your family, or time with them' },
  { term: 'sibling', plain: 'brother or sister' },
  { term: 'permanence', plain: 'where you will live until you are grown up' },
  { term: 'care plan', plain: 'the plan for how you are looked after' },
  { term: 'pathway plan', plain: 'the plan for when you leave care' },
  { term: 'PEP', plain: 'the plan for how school helps you' },
  { term: 'SEN', plain: 'needing more help to learn' },
  { term: 'EHCP', plain: 'the plan for the help you need to learn' },
  { term: 'SDQ', plain: 'questions about how you feel' },
  { term: 'CAMHS', plain: 'people who help with feelings and worries' },
  { term: 'statutory', plain: 'what the law says must be done' },
  { term: 'multi-agency', plain: 'people from school, health and care together' },
  { term: 'safeguarding', plain: 'keeping you safe' },
  { term: 'delegated authority', plain: 'what your carers may decide themselves' },
  { term: 'Section 20', plain: 'your parents agreed that you live in care' },
];
