import { formatList } from '../i18n/dates.ts';
import type { Lang } from '../i18n/languages.ts';
import type { MessageKey, Translate } from '../i18n/translator.ts';
import { categories, hyphened, type Category } from './category.ts';
import { conditions, categoriesOf, groups, type EntitlementRule, type Group } from './entitlement.ts';
import type { Match, Reason } from './match.ts';

const isCategory = (reason: Reason): reason is Category => (categories as readonly Reason[]).includes(reason);

const reasonKey = (reason: Reason): MessageKey => `check.because.${hyphened(reason)}`;
const whoKey = (who: EntitlementRule['who'][number]): MessageKey => `offer.categories.${hyphened(who)}`;

/** Every message that a reason may be said with. */
export const reasonKeys: readonly MessageKey[] = [
  ...([...categories, 'anyone', ...conditions, 'age', 'born'] as const).map(reasonKey),
  ...new Set([...(Object.keys(groups) as Group[]), ...categories].map(whoKey)),
];

/**
 * The reasons of a match as messages: what is so, what may be one of several, and what it hangs on besides. Where many
 * categories are possible they are said by group, as the rule names them: a list nobody reads is no reason.
 */
export function whyOf({ because, dependsOn, rule }: Match): {
  because: MessageKey[];
  oneOf: MessageKey[];
  onlyIf: MessageKey[];
} {
  const possible = because.filter(isCategory);
  const isOpen = dependsOn.some((reason) => isCategory(reason) || reason === 'anyone');
  const given = rule.who.filter((who) =>
    possible.some((category) => categoriesOf({ who: [who] }).has(category)),
  );
  return {
    because: because.filter((reason) => !(isOpen && isCategory(reason))).map(reasonKey),
    oneOf: isOpen ? given.map(whoKey) : [],
    onlyIf: dependsOn.filter((reason) => !isCategory(reason) && reason !== 'anyone').map(reasonKey),
  };
}

/** Why something applies, or may, in one to three sentences. */
export function whyInWords(t: Translate, lang: Lang, match: Match): string {
  const { because, oneOf, onlyIf } = whyOf(match);
  const say = (key: 'check.why' | 'check.oneOf' | 'check.onlyIf', reasons: MessageKey[]) =>
    reasons.length === 0
      ? []
      : [
          `${t(key)} ${formatList(
            lang,
            reasons.map((reason) => t(reason)),
          )}.`,
        ];
  return [...say('check.why', because), ...say('check.oneOf', oneOf), ...say('check.onlyIf', onlyIf)].join(
    ' ',
  );
}
