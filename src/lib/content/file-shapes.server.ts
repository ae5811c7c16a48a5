import * as v from 'valibot';
import type { WordsField } from './kind.ts';
import { kinds } from './kinds.server.ts';

/** The words an authority has for itself; the same fields as `Vocabulary`. */
export const AUTHORITY_WORDS = [
  'name',
  'promiseName',
  'promiseIntro',
  'children',
  'groupName',
  'themeWord',
  'commitmentWord',
] as const;

const optionalTexts = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, v.optional(v.string())]));
const fieldsOf = (words: readonly WordsField[]) => optionalTexts(words.map(({ name }) => name));
const wordsOf = (name: string) => fieldsOf(kinds.find((kind) => kind.name === name)?.words ?? []);

/** Kinds that are a list in a file of their own. */
export const listed = kinds.flatMap((kind) => (kind.inFiles ? [{ kind, ...kind.inFiles }] : []));

/** Every file of an authority but the languages', by name. What a list holds is judged piece by piece. */
export const shapes: Record<string, v.GenericSchema> = {
  'promise.json': v.strictObject({
    themes: v.array(v.strictObject({ id: v.string(), kind: v.unknown(), commitments: v.array(v.unknown()) })),
  }),
};
for (const { file, list } of listed) {
  shapes[`${file}.json`] = v.strictObject({ [list]: v.array(v.unknown()) });
}

/** A language's file: no key that nothing would show. That nothing is missing is the gate's to say. */
export const wordsShape = v.strictObject({
  authority: v.optional(v.strictObject(optionalTexts(AUTHORITY_WORDS))),
  sources: v.optional(v.record(v.string(), v.strictObject(optionalTexts(['title'])))),
  promise: v.optional(
    v.record(
      v.string(),
      v.strictObject({
        ...wordsOf('theme'),
        commitments: v.optional(v.record(v.string(), v.strictObject(wordsOf('commitment')))),
      }),
    ),
  ),
  ...Object.fromEntries(
    listed.map(({ kind, words }) => [
      words,
      v.optional(v.record(v.string(), v.strictObject(fieldsOf(kind.words)))),
    ]),
  ),
});
