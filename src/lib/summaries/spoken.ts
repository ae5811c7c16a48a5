import { formatDay, formatList } from '../i18n/dates.ts';
import {
  countWords,
  keptWords,
  nameIn,
  rateWords,
  standingWords,
  stateWords,
  tableTitle,
  trendWords,
  unitWords,
  verdictWords,
  withheldWords,
  type SummaryDocument,
} from './document.ts';
import type { SummaryBody } from './summary-body.ts';

export interface Passage {
  heading: string;
  sentences: string[];
}

const stop = (text: string) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

function themePassage(body: SummaryBody, theme: SummaryBody['themes'][number]): Passage {
  const sentences = [`Voices: ${countWords(theme.shown, body.rule)}.`];
  if (theme.percent !== null) sentences.push(`That is ${theme.percent} per cent of all.`);
  if (theme.points.length > 0) sentences.push('What was said, by most first.', ...theme.points.map(stop));
  for (const { title, shown, standing, kept } of theme.commitments) {
    sentences.push(`About “${title}”: ${countWords(shown, body.rule)}.`);
    if (standing) sentences.push(`The council says: ${standingWords[standing.kind]}. ${stop(standing.why)}`);
    if (kept) {
      const answers = kept.cells.map(
        ({ answer, shown: said }) => `${keptWords[answer]}, ${countWords(said, body.rule)}`,
      );
      sentences.push(
        `Asked if it is kept for them, in ${kept.period.name}, young people said: ${answers.join('; ')}.`,
      );
    }
  }
  return { heading: theme.title, sentences };
}

function tablePassages(body: SummaryBody): Passage[] {
  return body.tables.slice(1).map(({ dimensions, withheld, cells }) => ({
    heading: tableTitle(body, dimensions),
    sentences: withheld
      ? ['These numbers are not shown: somebody could work out a small one.']
      : cells.map(({ at, shown }) => {
          const names = at.map((value, place) => nameIn(body, dimensions[place]?.id ?? '', value));
          return `${names.join(', ')}: ${countWords(shown, body.rule)}.`;
        }),
  }));
}

/** A summary to be heard from beginning to end: numbers in sentences, no tables, no pictures. */
export function spoken({ summary, notes }: SummaryDocument): Passage[] {
  const { body } = summary;
  const passages: Passage[] = [];
  const add = (heading: string, sentences: string[]) => {
    if (sentences.length > 0) passages.push({ heading, sentences });
  };
  add(
    'Corrections',
    notes.map(({ text, writtenAt }) => `On ${formatDay('en', writtenAt)}: ${stop(text)}`),
  );
  const withheld = withheldWords(body);
  add('How many', [
    ...(withheld ? [withheld] : [`Voices in all: ${countWords(body.total, body.rule)}.`]),
    ...unitWords(body),
    ...(body.recipients.length > 0 ? [`This is for: ${formatList('en', body.recipients)}.`] : []),
  ]);
  for (const theme of body.themes) passages.push(themePassage(body, theme));
  for (const { period, total, themes } of body.earlier)
    add(`Beside ${period.name}`, [
      `All voices: now ${countWords(body.total, body.rule)}, then ${countWords(total, body.rule)}: ${trendWords(body.total, total)}.`,
      ...themes.map(({ themeId, shown }) => {
        const now = body.themes.find((theme) => theme.themeId === themeId)?.shown ?? 'withheld';
        return `${nameIn(body, 'theme', themeId)}: then ${countWords(shown, body.rule)}; now ${trendWords(now, shown)}.`;
      }),
    ]);
  passages.push(...tablePassages(body));
  for (const { breakdown, groups } of body.equity)
    add(
      `Who is heard: ${(body.names[breakdown]?.title ?? breakdown).toLowerCase()}`,
      groups.map(({ value, voicesPercent, peoplePercent, verdict }) => {
        const shares =
          voicesPercent === null || peoplePercent === null
            ? ''
            : ` ${voicesPercent} per cent of the voices, ${peoplePercent} per cent of the young people.`;
        return `${nameIn(body, breakdown, value)}: ${verdictWords[verdict]}.${shares}`;
      }),
    );
  add(
    'What was decided',
    body.decisions.flatMap(({ said, state, answer, rate }) => [
      stop(said),
      answer ? `${stateWords(state)}: ${stop(answer)}` : `${stateWords(state)}.`,
      ...(rateWords(rate) ? [rateWords(rate) ?? ''] : []),
    ]),
  );
  return passages;
}
