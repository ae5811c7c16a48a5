/** The wording somebody chose. `16-up`: for a pathway plan review. */
export const ages = ['under-8', '8-12', '13-17', '16-up'] as const;
export type Age = (typeof ages)[number];
export const isAge = (text: string): text is Age => (ages as readonly string[]).includes(text);

/** In what way a question may be answered; one question may be answered in several. */
export const answerKinds = ['choice', 'face', 'scale', 'words', 'voice', 'drawing'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface Question {
  id: string;
  /** `how` the meeting is to be, what to `say`, and `life` area by area. */
  group: 'how' | 'say' | 'life';
  kinds: readonly AnswerKind[];
  /** What a choice may be. */
  options?: readonly string[];
  /** The wordings that ask it; all where it says nothing. */
  ages?: readonly Age[];
}

const area = <Id extends string>(id: Id, only?: readonly Age[]): Question & { id: Id } => ({
  id,
  group: 'life',
  kinds: ['face', 'words', 'voice', 'drawing'],
  ...(only ? { ages: only } : {}),
});

/**
 * Every question there is, none of which must be answered (facts: choices a child should be offered; views form).
 * Signs of Safety asks good, worries, change and the scale; Three Houses, for the youngest, good, worries and dreams.
 */
export const questions = [
  { id: 'come', group: 'how', kinds: ['choice'], options: ['all', 'part', 'next-room', 'not'] },
  { id: 'chair', group: 'how', kinds: ['choice'], options: ['me', 'together', 'officer'] },
  { id: 'who', group: 'how', kinds: ['words'] },
  { id: 'who-not', group: 'how', kinds: ['words'] },
  { id: 'place', group: 'how', kinds: ['words'] },
  {
    id: 'time',
    group: 'how',
    kinds: ['choice', 'words'],
    options: ['after-school', 'holidays', 'weekend', 'any'],
  },
  { id: 'advocate', group: 'how', kinds: ['choice'], options: ['want', 'have', 'no'] },
  { id: 'interpreter', group: 'how', kinds: ['choice', 'words'], options: ['yes', 'no'] },
  { id: 'not-in-front', group: 'how', kinds: ['words'] },
  { id: 'see-first', group: 'how', kinds: ['choice'], options: ['yes', 'no'] },
  { id: 'record', group: 'how', kinds: ['choice'], options: ['read', 'hear', 'both'] },
  { id: 'good', group: 'say', kinds: ['words', 'voice', 'drawing'] },
  { id: 'worries', group: 'say', kinds: ['words', 'voice', 'drawing'] },
  { id: 'change', group: 'say', kinds: ['words', 'voice', 'drawing'], ages: ['8-12', '13-17', '16-up'] },
  { id: 'dreams', group: 'say', kinds: ['words', 'voice', 'drawing'], ages: ['under-8'] },
  { id: 'scale', group: 'say', kinds: ['scale'] },
  { id: 'higher', group: 'say', kinds: ['words'] },
  area('home'),
  area('family'),
  area('learning'),
  area('health'),
  area('free-time'),
  area('safe'),
  area('worker-visits'),
  area('plan'),
  area('money', ['16-up']),
  area('papers', ['8-12', '13-17', '16-up']),
  // Somebody helps to fill it in: asked at the end of the form, and for whoever the form is for.
  { id: 'helped', group: 'how', kinds: ['choice'], options: ['yes'] },
] as const satisfies readonly Question[];

export type QuestionId = (typeof questions)[number]['id'];

/** The questions one wording asks, in order. */
export function questionsFor(age: Age): (Question & { id: QuestionId })[] {
  return (questions as readonly (Question & { id: QuestionId })[]).filter(
    ({ ages: only }) => only?.includes(age) ?? true,
  );
}

/** Where the form has an answer: `q.home.words`; and whom it is for: `for.home`, empty for the form's own choice. */
export const fieldOf = (id: QuestionId, kind: AnswerKind): string => `q.${id}.${kind}`;
export const audienceFieldOf = (id: QuestionId): string => `for.${id}`;
/** The form's own choice, for every answer that chooses nothing else. */
export const AUDIENCE_FIELD = 'for';
/** The review code. */
export const CODE_FIELD = 'code';
