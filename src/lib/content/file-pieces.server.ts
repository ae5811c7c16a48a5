import { listed } from './file-shapes.server.ts';
import type { Kind } from './kind.ts';
import { kindNamed } from './kinds.server.ts';
import type { Fault, Fields } from './piece.ts';

/** A piece as files have it: its facts, where they stand, and where its words would. */
export interface FilePiece {
  kind: Kind;
  id: string;
  facts: unknown;
  file: string;
  path: Fault['path'];
  wordsPath: string[];
}

type Json = Record<string, unknown>;

/** Whether a value of JSON has keys. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listIn = (value: unknown, key: string): unknown[] => {
  const list = isObject(value) ? value[key] : null;
  return Array.isArray(list) ? list : [];
};
const idOf = (value: unknown): string => (isObject(value) && typeof value.id === 'string' ? value.id : '');

function piecesOfPromise(promise: unknown): FilePiece[] {
  const [themeKind, commitmentKind] = [kindNamed('theme'), kindNamed('commitment')];
  if (!themeKind || !commitmentKind) return [];
  const file = 'promise.json';
  return listIn(promise, 'themes').flatMap((theme, place) => {
    const [id, path] = [idOf(theme), ['themes', place]];
    const { commitments: _, ...facts } = isObject(theme) ? theme : {};
    const wordsPath = ['promise', id];
    const commitments = listIn(theme, 'commitments').map((one, number): FilePiece => ({
      kind: commitmentKind,
      id: idOf(one),
      facts: isObject(one) ? { ...one, theme: id } : one,
      file,
      path: [...path, 'commitments', number],
      wordsPath: [...wordsPath, 'commitments', idOf(one)],
    }));
    return [{ kind: themeKind, id, facts, file, path, wordsPath }, ...commitments];
  });
}

/** Every piece that an authority's files speak of, whatever is wrong with it. */
export function piecesIn(values: Readonly<Record<string, unknown>>): FilePiece[] {
  const inLists = listed.flatMap(({ kind, file, list, words }) =>
    listIn(values[`${file}.json`], list).map((facts, place): FilePiece => ({
      kind,
      id: idOf(facts),
      facts,
      file: `${file}.json`,
      path: [list, place],
      wordsPath: [words, idOf(facts)],
    })),
  );
  return [...piecesOfPromise(values['promise.json']), ...inLists];
}

/** The texts at a path of a language's file; those of a theme without its commitments. Null where there are none. */
export function fieldsAt(words: unknown, path: readonly string[]): Fields | null {
  let found: unknown = words;
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  if (!isObject(found)) return null;
  const texts = Object.entries(found).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  // A heading may be nothing but the place of its statements.
  return texts.length > 0 ? Object.fromEntries(texts) : null;
}

/** Where a language's file has words of pieces. */
export function* wordsPathsIn(words: unknown): Generator<string[]> {
  const under = (key: string) => (isObject(words) && isObject(words[key]) ? Object.entries(words[key]) : []);
  for (const [theme, value] of under('promise')) {
    yield ['promise', theme];
    const commitments = isObject(value) && isObject(value.commitments) ? value.commitments : {};
    for (const id of Object.keys(commitments)) yield ['promise', theme, 'commitments', id];
  }
  for (const key of new Set(listed.map((one) => one.words))) for (const [id] of under(key)) yield [key, id];
}
