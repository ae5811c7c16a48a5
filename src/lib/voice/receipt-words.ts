import { wordlist } from '@scure/bip39/wordlists/english.js';

/** 2,048 short English words, each known by its first four letters (BIP-39's list, which many people checked). */
export const receiptWords: readonly string[] = wordlist;

/** Words of that list that no child in care should be handed: a number that spells one is drawn anew. */
export const unkindWords: ReadonlySet<string> = new Set(
  `abandon absent abuse accuse alcohol alone anger angry anxiety argue army arrest arrow attack battle betray bitter
  blame blood bomb bullet burden cage cigar crime cruel cry damage danger debris despair dirt disease divorce dumb
  escape evil father fault fury fire foster gas ghost grief guilt gun harsh hole horror hospital hurt illegal injury
  insane isolate jealous judge junk knife lawsuit liar loan lonely mad mercy miss monster mother nasty negative
  neglect nothing orphan panic parent penalty pig pill pistol police poverty prison punch push quit race rebel refuse
  reject remove rifle riot rude sad scare scorpion shoot sick slave smoke snake sorry spider spoil struggle suffer
  suspect sword tattoo tobacco tragic trap trash ugly unfair unhappy useless vanish vicious victim violin waste weapon
  weird whip wine worry wreck wrestle wrong`.split(/\s+/),
);
