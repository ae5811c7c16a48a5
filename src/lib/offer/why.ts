import { formatList } from '../i18n/dates.ts';
import type { Lang } from '../i18n/languages.ts';
import type { MessageKey, Translate } from '../i18n/translator.ts';
import { categories, hyphened } from './category.ts';
import type { Match, Reason } from './match.ts';

const isGroup = (reason: Reason): boolean =>
  reason === 'anyone' || (categories as readonly Reason[]).includes(reason);

/** The message that says a reason. */
export function reasonKey(reason: Reason): MessageKey {
  return `check.because.${hyphened(reason)}`;
}

/** The parts of a why: what is so, what may be one of several, and what it hangs on besides. */
export function whyOf({ because, dependsOn }: Match): {
  because: Reason[];
  oneOf: Reason[];
  onlyIf: Reason[];
} {
  const oneOf = dependsOn.some(isGroup) ? because.filter(isGroup) : [];
  return {
    because: because.filter((reason) => !oneOf.includes(reason)),
    oneOf,
    onlyIf: dependsOn.filter((reason) => !isGroup(reason)),
  };
}

/** Why something applies, or may, in one to three sentences. */
export function whyInWords(t: Translate, lang: Lang, match: Match): string {
  const { because, oneOf, onlyIf } = whyOf(match);
  const say = (key: 'check.why' | 'check.oneOf' | 'check.onlyIf', reasons: Reason[]) => {
    const words = reasons.map((reason) => t(reasonKey(reason)));
    return words.length === 0 ? [] : [`${t(key)} ${formatList(lang, words)}.`];
  };
  return [
    ...say('check.why', because),
    ...say(oneOf.length === 1 ? 'check.onlyIf' : 'check.oneOf', oneOf),
    ...say('check.onlyIf', onlyIf),
  ].join(' ');
}
