/** Every language of the design, in the order the picker shows them: by need in care, not by English name. */
export const languages = {
  en: { name: 'English', dir: 'ltr', intl: 'en-GB', checked: true },
  ar: { name: 'العربية', dir: 'rtl', intl: 'ar', checked: false },
  ckb: { name: 'کوردیی ناوەندی', dir: 'rtl', intl: 'ckb', checked: false },
  ku: { name: 'Kurdî (Kurmancî)', dir: 'ltr', intl: 'ku', checked: false },
  fa: { name: 'فارسی', dir: 'rtl', intl: 'fa', checked: false },
  prs: { name: 'دری', dir: 'rtl', intl: 'fa-AF', checked: false },
  ps: { name: 'پښتو', dir: 'rtl', intl: 'ps', checked: false },
  ti: { name: 'ትግርኛ', dir: 'ltr', intl: 'ti', checked: false },
  am: { name: 'አማርኛ', dir: 'ltr', intl: 'am', checked: false },
  sq: { name: 'Shqip', dir: 'ltr', intl: 'sq', checked: false },
  vi: { name: 'Tiếng Việt', dir: 'ltr', intl: 'vi', checked: false },
  ur: { name: 'اردو', dir: 'rtl', intl: 'ur', checked: false },
  so: { name: 'Soomaali', dir: 'ltr', intl: 'so', checked: false },
  pl: { name: 'Polski', dir: 'ltr', intl: 'pl', checked: false },
  ro: { name: 'Română', dir: 'ltr', intl: 'ro', checked: false },
  uk: { name: 'Українська', dir: 'ltr', intl: 'uk', checked: false },
  fr: { name: 'Français', dir: 'ltr', intl: 'fr', checked: false },
  cy: { name: 'Cymraeg', dir: 'ltr', intl: 'cy', checked: false },
} as const satisfies Record<string, Language>;

interface Language {
  /** What its speakers call it. */
  name: string;
  dir: 'ltr' | 'rtl';
  /** The tag that Node's CLDR data knows it by. */
  intl: string;
  /** Whether a person who speaks it has read the translation. */
  checked: boolean;
}

export type Lang = keyof typeof languages;

export const allLangs = Object.keys(languages) as Lang[];

export function isLang(code: string): code is Lang {
  return Object.hasOwn(languages, code);
}

/**
 * The best of the languages on offer for a browser's `Accept-Language` header (RFC 9110, 12.5.4).
 * @returns the first of `offered` when nothing matches.
 */
export function negotiate(header: string | null, offered: readonly Lang[]): Lang {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.toLowerCase().replace(/\s/g, '').split(';');
      const quality = parameters.map((parameter) => /^q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const exact = offered.find((lang) => tag === languages[lang].intl.toLowerCase());
    const match = exact ?? offered.find((lang) => tag.split('-')[0] === lang);
    if (match) return match;
  }
  return offered[0] ?? 'en';
}
