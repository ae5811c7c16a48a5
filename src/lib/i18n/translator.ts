import i18next, { type i18n, type TFunction } from 'i18next';
import type { Lang } from './languages.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import pl from './messages/pl.json' with { type: 'json' };
import ti from './messages/ti.json' with { type: 'json' };
import { pluralForm } from './plurals.ts';

/** Where a language's messages are. Adding a language is one file and one line here. */
export const messages: Partial<Record<Lang, object>> = { en, ar, pl, ti };

/** The languages whose interface is complete. */
export const spokenLangs = Object.keys(messages) as Lang[];

type Leaves<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${Key extends `${infer Stem}_${Intl.LDMLPluralRule}` ? Stem : Key}`
    : Leaves<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** Every message there is, as `section.name`. */
export type MessageKey = Leaves<typeof en>;

/** Gives the text of a message in one language; `count` chooses its plural form. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

const instances = new Map<Lang, Translate>();

function makeInstance(lang: Lang): Translate {
  const instance: i18n = i18next.createInstance();
  void instance.init({
    lng: lang,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    resources: Object.fromEntries(
      Object.entries(messages).map(([code, tree]) => [code, { translation: tree }]),
    ),
  });
  const t: TFunction = instance.t;
  const inForm = (key: string, count: number) => `${key}_${pluralForm(lang, count)}`;
  return (key, values = {}) => {
    const { count } = values;
    const counted =
      typeof count === 'number' && instance.exists(inForm(key, count)) ? inForm(key, count) : key;
    return t(counted as never, values as never) as unknown as string;
  };
}

/** The messages of one language. An instance a language, never a shared one whose language is changed. */
export function translator(lang: Lang): Translate {
  let translate = instances.get(lang);
  if (!translate) {
    translate = makeInstance(lang);
    instances.set(lang, translate);
  }
  return translate;
}
