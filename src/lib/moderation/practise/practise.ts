import * as v from 'valibot';
import { idsIn, type Typed } from '../../platform/forms.ts';
import { notSharedReasons } from '../../voice/not-shared.ts';
import { warnings } from '../point.ts';
import messages from './messages.json' with { type: 'json' };

/** Headings to practise with; each authority has its own. */
export const practiseThemes = {
  'being-heard': 'Being asked and heard',
  home: 'Home and food',
  people: 'People who matter',
  school: 'School and learning',
  money: 'Money and getting about',
} as const;

export const shares = ['yes', ...notSharedReasons] as const;

const Why = v.pipe(v.string(), v.nonEmpty());

const common = { id: v.string(), words: Why, warnings: v.array(v.picklist(warnings)), screenWhy: Why };

/** A made-up message, and what a good moderator would do with it and why. */
export const PractiseMessageSchema = v.variant('screen', [
  v.strictObject({ ...common, screen: v.literal('hold') }),
  v.strictObject({
    ...common,
    screen: v.literal('pass'),
    theme: v.picklist(Object.keys(practiseThemes) as (keyof typeof practiseThemes)[]),
    parts: v.array(v.strictObject({ text: Why, out: v.boolean(), why: Why })),
    points: v.array(v.strictObject({ text: Why, good: v.boolean(), why: Why })),
    share: v.picklist(shares),
    shareWhy: Why,
  }),
]);

export type PractiseMessage = v.InferOutput<typeof PractiseMessageSchema>;

export const practiseMessages: readonly PractiseMessage[] = v.parse(v.array(PractiseMessageSchema), messages);

/** One's own choice: of each question as far as it was answered. Kept nowhere. */
export interface Chosen {
  screen: string;
  parts: string[];
  theme: string;
  point: string;
  share: string;
}

/** @returns null where nothing was chosen at the first question: the rest hangs on it. */
export function readChosen(typed: Typed): Chosen | null {
  const { screen = '', theme = '', point = '', share = '' } = typed;
  return screen === 'pass' || screen === 'hold'
    ? { screen, parts: idsIn(typed.parts), theme, point, share }
    : null;
}

/** The number of a message in an address, counted from 1; the first where it is none of them. */
export function practiseNumber(asked: string | null): number {
  const number = /^\d{1,3}$/.test(asked ?? '') ? Number(asked) : 1;
  return number >= 1 && number <= practiseMessages.length ? number : 1;
}
