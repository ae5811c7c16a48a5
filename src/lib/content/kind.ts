import type * as v from 'valibot';
import type { TextKind } from '../authorities/texts.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Typed } from '../platform/forms.ts';
import type { Fault, PieceName } from './piece.ts';

/** A field of words. `mayBeEmpty`: nothing need be said. `mayBeMissing`: files may leave it out. */
export interface WordsField {
  name: string;
  label: string;
  rows: number;
  mayBeEmpty?: boolean;
  mayBeMissing?: boolean;
  /** Shown as English to every reader, and never translated here. */
  englishOnly?: boolean;
}

/** One control of the facts' form; its name is the path of the fact it changes. */
export interface FactsControl {
  name: string;
  label: string;
  hint?: string;
  /** `list` is names with spaces between. */
  as: 'text' | 'day' | 'number' | 'choice' | 'choices' | 'list' | 'tick' | 'json';
  /** Text that is empty and not null where nothing is written. */
  isText?: boolean;
  /** No fact at all, where nothing is written. */
  leftOut?: boolean;
  options?: { value: string; label: string }[];
}

export interface FactsPart {
  legend: string;
  controls: FactsControl[];
}

/** How facts become a form that needs no programmer, and a form facts again. */
export interface FactsForm {
  /** What is asked, for what is typed now: a form may grow with it. */
  parts(typed: Typed, sources: readonly string[], themes: readonly string[]): FactsPart[];
  toTyped(facts: unknown): Typed;
  /** What was typed in the shape of facts, right or wrong: the schema and the gate judge it. */
  fromTyped(typed: Typed, id: string): unknown;
}

/** A piece as it is live. `national`: it comes with the list for the whole country. */
export interface Live {
  id: string;
  facts: unknown;
  national?: boolean;
}

/** What a gate rule of one kind may look at beside the facts themselves. */
export interface FactsContext {
  sources: Readonly<Record<string, { title: string; date: string | null }>>;
  today: string;
  /** The facts published now, or null. */
  published: unknown;
}

/**
 * Everything the desk, the gate and the files need to know of one kind of piece.
 * Adding a kind is adding one of these to `kinds.server.ts`.
 */
export interface Kind {
  name: TextKind;
  label: string;
  schema: v.GenericSchema;
  words: readonly WordsField[];
  form: FactsForm;
  /** Rules of its own, beyond the schema. Only for facts that the schema takes. */
  factsFaults(facts: never, context: FactsContext): Fault[];
  /** Which other pieces it names, and where it does so. */
  references(facts: never): (PieceName & { path: Fault['path'] })[];
  /** What must be there once only, beside the id: `CE-1`, `5j`. */
  refOf(facts: never): string | null;
  /** From which day on it should be checked again. */
  reviewByOf(facts: never): string | null;
  /** The page where young people read it, after `/{authority}/{lang}`. */
  publicPath(id: string, facts: never): string;
  /** Names that stand for another page in that place already. */
  reserved?: readonly string[];
  /** The file, the list in it, and the key in `<lang>.json`; null for the promise, which is nested. */
  inFiles: { file: string; list: string; words: string } | null;
  findLive(db: Db, authorityId: string): Promise<Live[]>;
  write(trx: Trx, authorityId: string, facts: never, at: Date): Promise<void>;
  remove(trx: Trx, authorityId: string, id: string): Promise<void>;
}
