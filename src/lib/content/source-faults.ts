import { isDay } from '../platform/clock.ts';
import { NO_SUCH_DAY, partialDayExists } from './days.ts';
import type { FactsContext } from './kind.ts';
import type { Fault } from './piece.ts';

/** What is wrong with a source that is named by its key among the authority's. */
export function sourceFaults({ key }: { key: string }, sources: FactsContext['sources']): Fault[] {
  if (Object.hasOwn(sources, key)) return [];
  const message =
    key === '' ? 'The source was dropped. Name where this comes from.' : `There is no source “${key}”.`;
  return [{ path: ['source', 'key'], message }];
}

/** Facts that rest on a source written out with them, and say when they were checked. */
interface Checked {
  source: { title: string; date: string | null; url?: string | undefined };
  checkedOn: string;
  reviewBy: string;
}

/** What is wrong with a source that is written out, beside what is published now. */
export function* writtenSourceFaults({ source, checkedOn }: Checked, published: unknown): Generator<Fault> {
  const { title, date, url } = source;
  const was = (published as Checked | null)?.source;
  if (title.trim() === '')
    yield {
      path: ['source', 'title'],
      message: was ? 'The source was dropped. Name where this comes from.' : 'Name where this comes from.',
    };
  if (date !== null && !partialDayExists(date)) yield { path: ['source', 'date'], message: NO_SUCH_DAY };
  else if (date !== null && isDay(checkedOn) && date > checkedOn)
    yield { path: ['source', 'date'], message: 'The source is newer than the day it was checked on.' };
  if (url !== undefined && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(url))
    yield { path: ['source', 'url'], message: 'An address begins with https://' };
  if (url === undefined && was?.url && was.title === title)
    yield { path: ['source', 'url'], message: 'The address of the source was dropped.' };
}

/** What is wrong with the day something was checked on, and the day it is to be checked again. */
export function* checkedFaults({ checkedOn, reviewBy }: Checked, today: string): Generator<Fault> {
  for (const [name, day] of Object.entries({ checkedOn, reviewBy }))
    if (!isDay(day)) yield { path: [name], message: NO_SUCH_DAY };
  if (isDay(checkedOn) && checkedOn > today)
    yield { path: ['checkedOn'], message: 'This day has not come yet.' };
  if (isDay(checkedOn) && isDay(reviewBy) && reviewBy <= checkedOn)
    yield { path: ['reviewBy'], message: 'It must be checked again after it was checked.' };
}
