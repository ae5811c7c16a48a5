import { isLang, languages } from '../i18n/languages.ts';
import type { Answer, OpenedAnswer } from './answer.ts';
import type { Reader } from './audience.ts';
import { faceWords, headings, optionWords } from './headings.ts';
import { questions, type QuestionId } from './questions.ts';

/** Views as an agenda needs them: in which language, and the answers that its reader may have. */
export interface ViewsForAgenda {
  viewsId: string;
  lang: string;
  answers: OpenedAnswer[];
}

/** One answer on an agenda. */
export interface AgendaAnswer {
  answerId: string;
  viewsId: string;
  /** What was said or chosen, in text; empty for a recording or a drawing. */
  text: string;
  /** Words of the young person themselves, as they wrote them, and not ours for what they chose. */
  own: boolean;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** A recording or a drawing: the name of its first piece finds it. */
  piece: string | null;
  kind: Answer['value']['kind'];
  seconds: number | null;
}

export interface AgendaItem {
  question: QuestionId;
  heading: string;
  answers: AgendaAnswer[];
}

export interface AgendaSection {
  id: string;
  title: string;
  items: AgendaItem[];
}

/** The order of a meeting: how it is to run, then what is good, before what is not. */
const sections: readonly { id: string; title: string; asks: readonly QuestionId[] }[] = [
  {
    id: 'how',
    title: 'How the meeting should run',
    asks: [
      'come',
      'who',
      'who-not',
      'place',
      'time',
      'chair',
      'not-in-front',
      'advocate',
      'interpreter',
      'see-first',
      'record',
      'helped',
    ],
  },
  { id: 'good', title: 'What is going well', asks: ['good'] },
  { id: 'worries', title: 'Worries', asks: ['worries'] },
  { id: 'change', title: 'What should change', asks: ['change', 'dreams'] },
  { id: 'scale', title: 'How things are', asks: ['scale', 'higher'] },
  {
    id: 'life',
    title: 'Life, area by area',
    asks: questions.filter(({ group }) => group === 'life').map(({ id }) => id),
  },
];

const textOf = ({ question, value }: Answer): string => {
  if (value.kind === 'choice') return optionWords(question, value.value);
  if (value.kind === 'words') return value.value;
  if (value.kind === 'face') return `${faceWords(value.value)} face`;
  return value.kind === 'scale' ? `${value.value} of 10` : '';
};

function toAgenda(viewsId: string, lang: string, answer: OpenedAnswer): AgendaAnswer {
  const { value } = answer;
  const own = value.kind === 'words' && isLang(lang);
  const known = own && isLang(lang) ? languages[lang].dir : 'ltr';
  return {
    answerId: answer.answerId,
    viewsId,
    text: textOf(answer),
    own,
    lang: own ? lang : 'en',
    dir: known,
    piece: 'pieces' in value ? (value.pieces[0] ?? null) : null,
    kind: value.kind,
    seconds: 'seconds' in value ? value.seconds : null,
  };
}

/** What a meeting talks about, in order, without what nobody answered. */
export function agendaOf(views: readonly ViewsForAgenda[]): AgendaSection[] {
  const all = views.flatMap(({ viewsId, lang, answers }) =>
    answers.map((answer) => ({ question: answer.question, shown: toAgenda(viewsId, lang, answer) })),
  );
  return sections
    .map(({ id, title, asks }) => ({
      id,
      title,
      items: asks
        .map((question: QuestionId) => ({
          question,
          heading: headings[question] ?? question,
          answers: all.filter((one) => one.question === question).map(({ shown }) => shown),
        }))
        .filter(({ answers }) => answers.length > 0),
    }))
    .filter(({ items }) => items.length > 0);
}

/** The languages, other than English, in which words on an agenda are. */
export const otherLanguages = (agenda: readonly AgendaSection[]): string[] => [
  ...new Set(
    agenda
      .flatMap(({ items }) => items.flatMap(({ answers }) => answers))
      .filter(({ own, kind, lang }) => own && kind === 'words' && lang !== 'en')
      .map(({ lang }) => lang),
  ),
];

/** Every answer on an agenda, as prints write them down. */
export const answerIdsOf = (agenda: readonly AgendaSection[]): string[] =>
  agenda.flatMap(({ items }) => items.flatMap(({ answers }) => answers.map(({ answerId }) => answerId)));

/** Whom an agenda is for, as its head says. */
export const readerNames: Record<Reader, string> = {
  officer: 'the IRO',
  worker: 'the worker',
  carers: 'carers',
  parents: 'parents',
  others: 'others who are asked: school, health',
};
