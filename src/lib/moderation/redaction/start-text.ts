import { idsIn, type Typed } from '../../platform/forms.ts';
import { addedWords, without, type Marked } from './marked.ts';

/** What is proposed and not yet chosen from is all ticked: recall first, and a person decides. */
export function tickedIn(marked: readonly Marked[], typed: Typed): Set<string> {
  if (typed.chosen) return new Set(idsIn(typed.take));
  return new Set(marked.flatMap(({ pieces }) => pieces.flatMap(({ found }) => found?.id ?? [])));
}

/**
 * What is in the form, begun from their words without what was ticked, when that was asked for. Words that somebody
 * wrote by themselves stay, above; what was begun before is begun anew.
 */
export function startFromTheirWords(marked: readonly Marked[], typed: Typed): Typed {
  if (!typed.redact) return typed;
  const [ticked, added] = [tickedIn(marked, typed), addedWords(typed.added)];
  const started = marked
    .map((one) => without(one, ticked, added))
    .filter(Boolean)
    .join('\n');
  const own = (typed.text ?? '').trim();
  const kept = own === '' || own === (typed.started ?? '').trim() ? '' : `${own}\n\n`;
  return { ...typed, text: kept + started, started };
}
