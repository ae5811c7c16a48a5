import * as v from 'valibot';
import type { PieceName } from '../voice/pieces.ts';
import { PIECE_NAME } from '../voice/sealed-form.ts';
import { ANSWERS_MAX, PIECES_OF_A_KIND } from './answer.ts';
import { audiences, type Audience } from './audience.ts';
import { ages } from './questions.ts';

const base64Url = (min: number, max: number) =>
  v.pipe(v.string(), v.minLength(min), v.maxLength(max), v.regex(/^[\w-]+(\.[\w-]+)*$/));

/** An answer of ANSWER_MAX letters fills a bucket of 16 kB, in base64url. */
const SEALED_MAX = 22_000;
/** A code is ten symbols; people put spaces and dashes between them. */
const CODE_MAX = 60;

const uuid = () => v.pipe(v.string(), v.uuid(), v.regex(/^[0-9a-f-]+$/));

const KeysSchema = v.object({
  kid: base64Url(1, 64),
  forAuthority: base64Url(50, 400),
  forReceipt: base64Url(50, 400),
});

const byAudience = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.object(
    Object.fromEntries(audiences.map((audience) => [audience, v.optional(schema)])) as Record<
      Audience,
      v.OptionalSchema<Schema, undefined>
    >,
  );

const PieceSchema = v.object({
  name: v.pipe(
    v.string(),
    v.regex(PIECE_NAME),
    v.transform((name) => name as PieceName),
  ),
  hash: base64Url(43, 43),
});

const isEachOnce = <Item>(items: readonly Item[], nameOf: (item: Item) => string) =>
  new Set(items.map(nameOf)).size === items.length;

const ViewsSchema = v.pipe(
  v.object({
    viewsId: uuid(),
    verifier: base64Url(43, 43),
    own: KeysSchema,
    keys: byAudience(KeysSchema),
    answers: v.pipe(
      v.array(
        v.object({ answerId: uuid(), audience: v.picklist(audiences), sealed: base64Url(50, SEALED_MAX) }),
      ),
      v.maxLength(ANSWERS_MAX),
      v.check((answers) => isEachOnce(answers, ({ answerId }) => answerId)),
    ),
    pieces: v.optional(
      v.pipe(
        v.array(PieceSchema),
        v.maxLength(2 * PIECES_OF_A_KIND),
        v.check((pieces) => isEachOnce(pieces, ({ name }) => name)),
      ),
      [],
    ),
  }),
  // An answer without a key could never be opened: whoever made it is told so while they still have the words.
  v.check(({ answers, keys }) => answers.every(({ audience }) => keys[audience])),
  // A key that opens nothing is of no use to anyone, and would outlive the last answer of its audience.
  v.check(({ answers, keys }) =>
    audiences.every((one) => !keys[one] || answers.some(({ audience }) => audience === one)),
  ),
);

/**
 * What a phone sends to `…/review/sealed` (`SealedViewsForm`). What may come later is optional: an app that was installed
 * long ago can still send.
 */
export const SealedViewsFormSchema = v.object({
  key: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  views: ViewsSchema,
  age: v.picklist(ages),
  code: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(CODE_MAX))), null),
  as: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
  forPerson: v.optional(
    v.nullable(v.object({ own: v.optional(base64Url(50, 400)), ...byAudience(base64Url(50, 400)).entries })),
    null,
  ),
});
