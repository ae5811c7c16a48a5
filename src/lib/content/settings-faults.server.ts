import * as v from 'valibot';
import { AuthoritySettingsSchema, RESERVED_SLUGS } from '../authorities/authority.ts';
import { partialDayExists } from './days.ts';
import { isObject } from './file-pieces.server.ts';
import type { Fault } from './piece.ts';
import { schemaFaults } from './schema-faults.ts';

export const SETTINGS = 'authority.json';

/** A fault in a file, at a path in it. */
export interface PlainFault extends Fault {
  file: string;
}

/** What is wrong with `authority.json`; the faults of its shape hide none of the others that can be told. */
export function settingsFaults(value: unknown, slug: string): PlainFault[] {
  const file = SETTINGS;
  const faults: PlainFault[] = schemaFaults(AuthoritySettingsSchema, value).map((fault) => ({
    file,
    ...fault,
  }));
  const add = (path: Fault['path'], message: string) => faults.push({ file, path, message });
  const id = isObject(value) ? value.id : undefined;
  if (typeof id === 'string' && id !== slug)
    add(['id'], `This says “${id}”, and the folder is called “${slug}”.`);
  if (RESERVED_SLUGS.includes(slug))
    add(['id'], `“${slug}” is the address of another page. Take another name.`);
  // The rest can be said of what has the right shape only.
  if (!v.is(AuthoritySettingsSchema, value)) return faults;
  const { languages, sources, helpLines = [], reports } = value;
  if (!languages.includes('en')) add(['languages'], 'English must be one of the languages.');
  for (const [place, lang] of languages.entries())
    if (languages.indexOf(lang) !== place) add(['languages', place], `“${lang}” is here twice.`);
  for (const [key, { title, date }] of Object.entries(sources)) {
    if (title.trim() === '') add(['sources', key, 'title'], 'This cannot be empty.');
    if (date !== null && !partialDayExists(date)) add(['sources', key, 'date'], 'There is no such day.');
  }
  for (const [place, { count, on, source }] of (reports?.lookedAfter ?? []).entries()) {
    const at = (field: string) => ['reports', 'lookedAfter', place, field];
    if (!Number.isSafeInteger(count) || count < 0)
      add(at('count'), 'This is a whole number of young people.');
    if (!partialDayExists(on)) add(at('on'), 'There is no such day.');
    if (!Object.hasOwn(sources, source)) add(at('source'), `“${source}” is not among the sources.`);
  }
  for (const [place, { kind }] of helpLines.entries())
    if (helpLines.findIndex((line) => line.kind === kind) !== place)
      add(['helpLines', place, 'kind'], `“${kind}” is here twice.`);
  return faults;
}
