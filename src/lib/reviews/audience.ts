/** Who is at a review, as far as an answer may be kept from them. `others`: school, health, whoever else is asked. */
export const readers = ['officer', 'worker', 'carers', 'parents', 'others'] as const;
export type Reader = (typeof readers)[number];

/** Whom an answer is for. Its young person chooses one for every answer; the officer (IRO) is in each. */
export const audiences = [
  'officer',
  'worker',
  'everyone',
  'not-carers',
  'not-parents',
  'not-carers-or-parents',
] as const;
export type Audience = (typeof audiences)[number];

/** What a form begins with: nobody reads more than its sender chose. */
export const FIRST_AUDIENCE: Audience = 'officer';

/** The readers of each audience. Exactly these open its answers, at the desk, on paper and in the preview. */
export const readersOf: Record<Audience, readonly Reader[]> = {
  officer: ['officer'],
  worker: ['officer', 'worker'],
  everyone: readers,
  'not-carers': ['officer', 'worker', 'parents', 'others'],
  'not-parents': ['officer', 'worker', 'carers', 'others'],
  'not-carers-or-parents': ['officer', 'worker', 'others'],
};

export const isAudience = (text: string): text is Audience => (audiences as readonly string[]).includes(text);
export const isReader = (text: string): text is Reader => (readers as readonly string[]).includes(text);

export const mayRead = (reader: Reader, audience: Audience): boolean => readersOf[audience].includes(reader);

/** The audiences whose answers a reader gets. */
export const audiencesFor = (reader: Reader): Audience[] =>
  audiences.filter((audience) => mayRead(reader, audience));
