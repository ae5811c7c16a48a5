import { wordlist } from '@scure/bip39/wordlists/english.js';

/** 2,048 short English words, each known by its first four letters (BIP-39's list, which many people checked). */
export const receiptWords: readonly string[] = wordlist;

/** Words of that list that no child in care should be handed: a number that spells one is drawn anew. */
export const unkindWords: ReadonlySet<string> = new Set(
  `abandon absent abuse accuse addict afraid alarm alcohol alien alone anger angry anxiety argue armed army
  arrest arrow assault attack aunt baby bachelor battle betray bitter blame bleak blood bomb boring broken
  brother bullet burden cage cannon casino chaos cigar cousin crash crazy crime cruel cry dad damage danger
  daughter debris decline defy demise denial deny deputy despair destroy dirt disagree disease dismiss disorder
  divorce drastic dumb dwarf enemy erase erode error escape evil exclude exhaust exile expire fade faint family
  fatal father fatigue fault fever fire flee forget foster fragile frown fury garbage gas gasp ghost gloom
  gorilla gossip grief grunt guard guilt gun harsh hazard hole hollow horror hospital hungry hunt hurt husband
  ill illegal illness infant inflict inherit injury inmate insane isolate jealous judge junk kiss knife law
  lawsuit lazy legal liar loan lonely mad marriage mercy misery miss mistake mom monkey monster mother naive
  nasty negative neglect nothing nuclear obey organ orphan panic parent patrol penalty pig pill pistol police
  poverty prison punch push quit race rebel refuse regret reject remove retreat rifle riot risk rude sad
  sadness scare scorpion sheriff shiver shock shoot shove shy sibling sick siege silly sister skull slam smoke
  snake soldier sorry spawn spider spoil spy sting strike struggle stumble suffer suspect swear sword tattoo
  tired tobacco toilet topple tragic trap trash trick trigger trouble ugly unable unaware uncle unfair unhappy
  unknown upset useless vanish vicious violin virus void warfare warrior waste weapon wedding weird whip wife
  wine witness worry wreck wrestle wrong`.split(/\s+/),
);
