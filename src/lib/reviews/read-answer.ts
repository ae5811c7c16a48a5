import * as v from 'valibot';
import { drawingTypes, VOICE_SECONDS_MAX, voiceTypes } from '../voice/parts.ts';
import type { PieceName } from '../voice/pieces.ts';
import { PIECE_NAME } from '../voice/sealed-form.ts';
import { ANSWER_MAX, PIECES_OF_A_KIND, type Answer } from './answer.ts';
import { questions } from './questions.ts';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
/** Letters of other planes count as one, as they do where the form is read. */
const words = v.pipe(
  v.string(),
  v.check((text) => [...text].length <= ANSWER_MAX),
);

const piecesOf = (kind: 'voice' | 'drawing') =>
  v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.regex(PIECE_NAME),
        v.startsWith(`${kind}.`),
        v.transform((name) => name as PieceName),
      ),
    ),
    v.minLength(1),
    v.maxLength(PIECES_OF_A_KIND),
  );
const seconds = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(VOICE_SECONDS_MAX * 2)));

const ValueSchema = v.variant('kind', [
  v.object({ kind: v.literal('choice'), value: v.pipe(v.string(), v.maxLength(40)) }),
  v.object({ kind: v.literal('words'), value: words }),
  v.object({ kind: v.literal('face'), value: whole(1, 5) }),
  v.object({ kind: v.literal('scale'), value: whole(0, 10) }),
  v.object({ kind: v.literal('voice'), type: v.picklist(voiceTypes), seconds, pieces: piecesOf('voice') }),
  v.object({
    kind: v.literal('drawing'),
    type: v.picklist(drawingTypes),
    seconds,
    pieces: piecesOf('drawing'),
  }),
]);

const AnswerSchema = v.object({ question: v.picklist(questions.map(({ id }) => id)), value: ValueSchema });

/** Reads an opened answer. @returns null for what no form of ours would seal. */
export function readAnswer(json: string): Answer | null {
  try {
    const parsed = v.safeParse(AnswerSchema, JSON.parse(json));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
