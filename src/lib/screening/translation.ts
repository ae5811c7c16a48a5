import { isLang, type Lang } from '../i18n/languages.ts';
import { idsIn, type Faults, type Typed } from '../platform/forms.ts';

/** Who made a translation: shown beside it, because a machine is wrong in other ways than a person. */
export type TranslationKind = 'machine' | 'person';

/** The language of the desk, into which words are put. */
export const DESK_LANG = 'en';

/** A translation may be longer than what it is of. */
export const TRANSLATION_MAX = 12_000;

/** Something said, in the language of the desk. */
export interface ShownTranslation {
  entryId: string;
  kind: TranslationKind;
  words: string;
  /** The id of whoever wrote it, or asked the machine. */
  madeBy: string;
  madeAt: string;
}

/** Reads what a person translated. */
export function parseTranslation(
  typed: Typed,
): { entryId: string; words: string; isDone: boolean } | { faults: Faults } {
  const [entryId = ''] = idsIn(typed.entry);
  const words = (typed.words ?? '').trim();
  if (words === '') return { faults: { words: 'Write the translation first.' } };
  if (words.length > TRANSLATION_MAX)
    return { faults: { words: `Use at most ${TRANSLATION_MAX} characters: this has ${words.length}.` } };
  return { entryId, words, isDone: typed.done === 'yes' };
}

/** Reads for which language an interpreter is asked. */
export function parseInterpreterRequest(typed: Typed): { lang: Lang } | { faults: Faults } {
  const lang = typed.lang ?? '';
  return isLang(lang) ? { lang } : { faults: { lang: 'Choose the language they wrote in.' } };
}

/** Why a translation server gave nothing that can be shown. */
export type TranslatorFault = 'no-answer' | 'not-this-language' | 'refused' | 'broken' | 'nonsense';

const OTHERWISE =
  'Nothing was lost: what they wrote is as it was. Try again later, or ask for an interpreter.';

/** What whoever asked reads, and what to do next. */
export const translatorFaults: Record<TranslatorFault, string> = {
  'no-answer': `The translation server did not answer in time. ${OTHERWISE}`,
  'not-this-language': 'The translation server cannot do this language. Ask for an interpreter instead.',
  refused: `The translation server refused to translate this now. ${OTHERWISE}`,
  broken: `The translation server has a fault. ${OTHERWISE}`,
  nonsense: `The translation server answered with something that is no translation. ${OTHERWISE}`,
};
