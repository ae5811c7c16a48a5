import type { AuthoritySettings } from '../authorities/authority.ts';
import { isLang, type Lang } from '../i18n/languages.ts';
import { fieldsAt, isObject, piecesIn, wordsPathsIn, type FilePiece } from './file-pieces.server.ts';
import { AUTHORITY_WORDS, listed, shapes, wordsShape } from './file-shapes.server.ts';
import { readPlaced, showPath, type Place, type PlacedJson } from './json-places.ts';
import type { Body } from './piece.ts';
import { publishFaults, type Other } from './publish-gate.ts';
import { schemaFaults } from './schema-faults.ts';
import { SETTINGS, settingsFaults, type PlainFault } from './settings-faults.server.ts';

/** Something wrong in a file. */
export interface FileFault extends Place {
  file: string;
  path: string;
  message: string;
}

/** The files an authority must have, its languages' apart. */
const required = [SETTINGS, ...Object.keys(shapes)];

type Values = Record<string, unknown>;

/** What can be made out of settings, whatever else is wrong with them; null where nobody can say. */
interface Known {
  languages: Lang[] | null;
  sources: AuthoritySettings['sources'] | null;
}

function knownOf(settings: unknown): Known {
  const { languages, sources } = isObject(settings) ? settings : {};
  const offered = Array.isArray(languages) ? languages.filter((one) => typeof one === 'string') : null;
  return {
    languages: offered && offered.filter(isLang),
    sources:
      isObject(sources) && Object.values(sources).every(isObject)
        ? (sources as AuthoritySettings['sources'])
        : null,
  };
}

const bodyOf = (piece: FilePiece, values: Values): Body => {
  const langs = Object.keys(values)
    .map((file) => file.replace(/\.json$/, ''))
    .filter(isLang);
  const words = langs.flatMap((lang) => {
    const fields = fieldsAt(values[`${lang}.json`], piece.wordsPath);
    return fields ? [[lang, fields]] : [];
  });
  return { facts: piece.facts, words: Object.fromEntries(words), madeFrom: {} };
};

/** The words of the authority itself and of its sources, and words that nothing would show. */
function* wordsFaults(
  lang: Lang,
  words: unknown,
  { sources }: Known,
  pieces: FilePiece[],
): Generator<PlainFault> {
  const file = `${lang}.json`;
  if (lang === 'en') {
    const needed = [
      ...AUTHORITY_WORDS.map((name) => ['authority', name]),
      ...Object.keys(sources ?? {}).map((key) => ['sources', key, 'title']),
    ];
    for (const path of needed) {
      const name = path.at(-1) ?? '';
      const fields = fieldsAt(words, path.slice(0, -1));
      if (!fields?.[name]?.trim())
        yield {
          file,
          path,
          message: fields?.[name] === undefined ? 'This is missing.' : 'This cannot be empty.',
        };
    }
  }
  const known = new Set(pieces.map(({ wordsPath }) => wordsPath.join('/')));
  for (const path of wordsPathsIn(words))
    if (!known.has(path.join('/'))) yield { file, path, message: 'These are words for nothing.' };
  for (const key of Object.keys((words as { sources?: object } | null)?.sources ?? {}))
    if (sources && !Object.hasOwn(sources, key))
      yield { file, path: ['sources', key], message: `There is no source “${key}”.` };
}

function pieceFaults(
  piece: FilePiece,
  values: Values,
  { sources, today, others }: { sources: AuthoritySettings['sources']; today: string; others: Other[] },
): PlainFault[] {
  const body = bodyOf(piece, values);
  const context = { sources, today, others, published: null };
  const faults = publishFaults(piece.kind, piece.id, body, context);
  const placed = faults.map(({ path: [part, ...path], message }): PlainFault => {
    if (part !== 'words') return { file: piece.file, path: [...piece.path, ...path], message };
    const [lang, ...field] = path;
    return { file: `${lang}.json`, path: [...piece.wordsPath, ...field], message };
  });
  if (body.words.en || !('en.json' in values)) return placed.filter(({ file }) => file in values);
  const none = {
    file: 'en.json',
    path: piece.wordsPath,
    message: `There are no words for this ${piece.kind.name}.`,
  };
  return [...placed.filter(({ file }) => file !== 'en.json' && file in values), none];
}

/** How the gate sees the pieces beside one, whatever else is wrong with them. */
function linksOf({ kind, id, facts }: FilePiece): Other {
  const bare: Other = { kind: kind.name, id, ref: null, references: [] };
  if (!isObject(facts)) return bare;
  const ref = kind.refOf(facts as never);
  return { ...bare, ref: typeof ref === 'string' ? ref : null };
}

function faultsOf(
  slug: string,
  files: Map<string, PlacedJson>,
  national: readonly Other[],
  today: string,
): PlainFault[] {
  const values: Values = {};
  for (const [file, { value, faults }] of files) if (faults.length === 0) values[file] = value;
  const faults: PlainFault[] = [];
  for (const [file, shape] of Object.entries(shapes)) {
    if (file in values)
      faults.push(...schemaFaults(shape, values[file]).map((fault) => ({ file, ...fault })));
  }
  if (SETTINGS in values) faults.push(...settingsFaults(values[SETTINGS], slug));
  const known = knownOf(values[SETTINGS]);
  const pieces = piecesIn(values);
  const links = pieces.map(linksOf);
  for (const file of files.keys()) {
    const lang = file.replace(/\.json$/, '');
    if (!isLang(lang) || !(file in values)) continue;
    faults.push(...schemaFaults(wordsShape, values[file]).map((fault) => ({ file, ...fault })));
    if (known.languages && !known.languages.includes(lang))
      faults.push({ file, path: [], message: `authority.json does not name “${lang}” as a language.` });
    // Of what cannot be read nobody can say that there are words for nothing.
    if (required.every((name) => name in values))
      faults.push(...wordsFaults(lang, values[file], known, pieces));
  }
  for (const [place, piece] of pieces.entries()) {
    const others = [...national, ...links.slice(0, place), ...links.slice(place + 1)];
    const sources = known.sources ?? {};
    const found = pieceFaults(piece, values, { sources, today, others });
    const isOfSource = ({ path }: PlainFault) => path.slice(-2).join() === 'source,key';
    faults.push(...(known.sources ? found : found.filter((fault) => !isOfSource(fault))));
  }
  return faults;
}

function missingMessage(file: string): string {
  const list = listed.find((one) => `${one.file}.json` === file)?.list;
  const missing = 'This file is missing.';
  return list ? `${missing} Where there is nothing to say, write {"${list}": []}.` : missing;
}

/** Files that are not there, by the settings if those can be read. */
function* missing(files: Map<string, PlacedJson>): Generator<FileFault> {
  const langs = knownOf(files.get(SETTINGS)?.value).languages ?? ['en'];
  for (const file of new Set([...required, ...langs.map((lang) => `${lang}.json`)]))
    if (!files.has(file)) yield { file, line: 1, column: 1, path: '', message: missingMessage(file) };
}

/**
 * Every fault in an authority's files, by file and place.
 * @param written the files of the folder as they were written, by name.
 * @param national the pieces of the whole country: nothing may have the name or reference of one.
 */
export function checkFiles(
  slug: string,
  written: Readonly<Record<string, string>>,
  national: readonly Other[],
  today: string,
): FileFault[] {
  const files = new Map<string, PlacedJson>();
  const faults: FileFault[] = [];
  for (const [file, text] of Object.entries(written)) {
    const lang = file.replace(/\.json$/, '');
    if (!required.includes(file) && !isLang(lang)) {
      const message = 'There is no such file: it is neither one of ours nor a language we know.';
      faults.push({ file, line: 1, column: 1, path: '', message });
      continue;
    }
    const placed = readPlaced(text);
    files.set(file, placed);
    faults.push(...placed.faults.map((fault) => ({ file, path: '', ...fault })));
  }
  faults.push(...missing(files));
  for (const { file, path, message } of faultsOf(slug, files, national, today)) {
    const place = files.get(file)?.placeOf(path) ?? { line: 1, column: 1 };
    faults.push({ file, ...place, path: showPath(path), message });
  }
  return faults.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column);
}

/** `offer.json:12:7 entitlements[3].who: …` */
export function showFault(folder: string, { file, line, column, path, message }: FileFault): string {
  return `${folder}/${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}
