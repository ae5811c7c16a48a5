import { idsIn, type Typed } from '../platform/forms.ts';
import type { FactsControl, FactsForm, FactsPart } from './kind.ts';
import { flatten, numberTyped, textOrNull } from './typed-facts.ts';

type Json = Record<string, unknown>;

const FACTS = 'facts.';

function jsonTyped(text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text);
  } catch {
    // Kept as it was typed, for the schema to refuse.
    return text;
  }
}

function valueOf({ as, isText }: FactsControl, typed: string): unknown {
  if (as === 'number') return numberTyped(typed);
  if (as === 'day' && isText) return typed.trim();
  if (as === 'choices' || as === 'list') return idsIn(typed);
  if (as === 'tick') return typed === 'yes';
  if (as === 'json') return jsonTyped(typed);
  return isText || as === 'choice' ? typed.trim() : textOrNull(typed);
}

const stepsOf = (name: string) => name.slice(FACTS.length).split('.');

function put(into: Json, [step = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) into[step] = value;
  else put((into[step] ??= {}) as Json, rest, value);
}

function at(facts: unknown, steps: string[]): unknown {
  return steps.reduce<unknown>((value, step) => (value as Json | null | undefined)?.[step], facts);
}

/**
 * A form that is a list of controls, each named after the fact it changes: enough for a kind whose facts are not lists
 * of things. What only a schema can tell (a list of figures, opening hours) is a control `as: 'json'`.
 */
export function plainForm(
  parts: (sources: readonly string[], themes: readonly string[]) => FactsPart[],
): FactsForm {
  const controls = parts([], []).flatMap((part) => part.controls);
  return {
    parts: (_, sources, themes) => parts(sources, themes),
    toTyped(facts) {
      const typed: Typed = {};
      for (const { name, as } of controls) {
        const value = at(facts, stepsOf(name));
        const isJson = as === 'json' && value !== null && value !== undefined && typeof value !== 'string';
        Object.assign(typed, isJson ? { [name]: JSON.stringify(value, null, 2) } : flatten(value, name));
      }
      return typed;
    },
    fromTyped(typed, id) {
      const facts: Json = { id };
      for (const control of controls) {
        const text = typed[control.name] ?? '';
        if (control.leftOut && text.trim() === '') continue;
        put(facts, stepsOf(control.name), valueOf(control, text));
      }
      return facts;
    },
  };
}
