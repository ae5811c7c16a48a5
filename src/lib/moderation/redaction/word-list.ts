import type { IdentifyingKind } from './found.ts';

/** What one language says of people and places. Words stand apart by spaces, phrases by commas. */
export interface WordList {
  /** First and family names that are no other word. */
  names: string;
  /** Names that are also words: only with a sign that somebody is meant. */
  wordNames: string;
  /** Phrases after which comes a name, if the next word may be one: "my brother". A star ends a word's beginning. */
  kin: string;
  /** Whether after those any word that is not common is taken for a name: only where the common words are well known. */
  kinTakesAny: boolean;
  /** Phrases after which whatever is no common word is a name: "called", "Miss". */
  naming: string;
  /** What belongs to a name and goes with it: "Miss". */
  titles: string;
  /** Words that say enough by themselves: "my brother Kieron" reads well as "my brother". */
  persons: string;
  /** Words before which a name comes: "… said". */
  deeds: string;
  and: string;
  places: string;
  /** Places that are also words: only after `placed`, or with a capital within a sentence. */
  wordPlaces: string;
  /** Phrases after which comes a place: "live in". */
  placed: string;
  /** Words after which a capital is a place rather than a name: "in". */
  at: string;
  /** What schools, streets and places are called, before or after their own name. */
  heads: { school: string; address: string; place: string };
  /** Which of `heads` tell also where their own name has no capital. */
  plainHeads: string;
  headFirst: boolean;
  headLast: boolean;
  /** Words inside names of places: "of", "St". */
  inside: string;
  months: string;
  weekdays: string;
  /** Words that make a weekday a moment: "o'clock". */
  times: string;
  /** Regular expressions by kind, on plain digits; a first group is what is found. One ending in `?` after its kind is a guess. */
  patterns: Partial<Record<IdentifyingKind | `${IdentifyingKind}?`, string[]>>;
  /** Words that are neither, with a capital or without. */
  common: string;
  instead: Record<IdentifyingKind, Instead>;
  /** In the place of what a moderator adds. */
  added: string;
}

/** What reads well in the place of what is taken out. */
interface Instead {
  plain: string;
  /** What it is after these words: "the place", not "the a place". */
  after?: Record<string, string>;
  /** Words before it that go with it. */
  swallow?: string;
}
