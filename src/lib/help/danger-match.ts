import {
  dangerReasons,
  readPhrase,
  type DangerList,
  type DangerReason,
  type Phrase,
  type Step,
} from './danger-list.ts';
import { leanReader } from './danger-lean.ts';
import { foldWord, formsOfWord, type Word } from './danger-text.ts';

/** Two halves further apart are not one sign. In words. */
const NEAR = 15;
/** A word as long as this is known with one slip too. */
const LONG = 7;
/** Words remembered between keystrokes, so that only what is new is looked up. */
const REMEMBERED = 5_000;

type Kind = DangerReason | 'near' | 'harmless' | 'about' | 'fiction' | 'past' | 'now';

interface Pattern {
  kind: Kind;
  force: Phrase['force'];
  steps: { element: number; gap: number }[];
  /** What must be found near it too. Many phrases share one. */
  near?: Pattern | undefined;
}

interface Hit {
  pattern: Pattern;
  /** The places of its words. */
  places: number[];
}

/** Looks through the words of a text. @returns the reasons why it sounds like danger. */
export type DangerReader = (words: Word[]) => DangerReason[];

/** A word with one letter after its first left out: two words with one slip between them share one of these. */
function slipsOf(word: string): string[] {
  return Array.from(word, (_, place) => word.slice(0, place + 1) + word.slice(place + 2)).slice(0, -1);
}

/** Which elements of the phrases a typed word can be. */
class Vocabulary {
  readonly #exact = new Map<string, Set<number>>();
  readonly #stems = new Map<string, Set<number>>();
  readonly #slips = new Map<string, Set<number>>();
  readonly #elements = new Map<string, number>();
  readonly #folded = new Map<string, string>();
  readonly #known = new Map<string, number[]>();

  elementFor(choices: string[]): number {
    const key = choices.join('/');
    const known = this.#elements.get(key);
    if (known !== undefined) return known;
    const element = this.#elements.size;
    this.#elements.set(key, element);
    for (const choice of choices) this.#add(choice, element);
    return element;
  }

  /** The words of sets stand in many phrases. */
  #fold(choice: string): string {
    const word = this.#folded.get(choice) ?? foldWord(choice.replace(/\*$/, ''));
    this.#folded.set(choice, word);
    return word;
  }

  #add(choice: string, element: number): void {
    const note = (map: Map<string, Set<number>>, word: string) => {
      const there = map.get(word);
      if (there) there.add(element);
      else map.set(word, new Set([element]));
    };
    const word = this.#fold(choice);
    note(choice.endsWith('*') ? this.#stems : this.#exact, word);
    if (/^[a-z]+$/.test(word) && word.length >= LONG && !choice.endsWith('*')) {
      for (const slip of slipsOf(word)) note(this.#slips, slip);
    }
  }

  elementsOf(typed: string): number[] {
    const known = this.#known.get(typed);
    if (known) return known;
    const found = new Set<number>();
    const take = (elements: Set<number> | undefined) => elements?.forEach((element) => found.add(element));
    const word = foldWord(typed);
    for (const form of formsOfWord(word)) {
      take(this.#exact.get(form));
      for (let end = 2; end <= form.length; end += 1) take(this.#stems.get(form.slice(0, end)));
    }
    if (found.size === 0 && word.length >= LONG - 1 && /^[a-z]+$/.test(word)) {
      take(this.#slips.get(word));
      for (const slip of slipsOf(word)) {
        take(this.#slips.get(slip));
        take(slip.length >= LONG ? this.#exact.get(slip) : undefined);
      }
    }
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    const elements = [...found];
    this.#known.set(typed, elements);
    return elements;
  }
}

/** The places of a pattern's words when it begins at a place; null when it does not. */
function placesFrom(
  { steps }: Pattern,
  start: number,
  words: Word[],
  is: (place: number, element: number) => boolean,
): number[] | null {
  const follow = (step: number, place: number): number[] | null => {
    const next = steps[step];
    if (!next) return [];
    for (let at = place + 1; at <= place + 1 + next.gap && at < words.length; at += 1) {
      if (at > place + 1 && words[at]?.sentence !== words[place]?.sentence) return null;
      const rest = is(at, next.element) && follow(step + 1, at);
      if (rest) return [at, ...rest];
    }
    return null;
  };
  const rest = follow(1, start);
  return rest && [start, ...rest];
}

/** Makes a reader of a list. Costs some milliseconds; reading costs time in proportion to the text. */
export function dangerReader(list: DangerList): DangerReader {
  const vocabulary = new Vocabulary();
  const byFirst: Pattern[][] = [];
  const nears = new Map<string, Pattern>();
  const keep = (pattern: Pattern): Pattern => {
    const [first] = pattern.steps;
    if (first) (byFirst[first.element] ??= []).push(pattern);
    return pattern;
  };
  const stepsOf = (steps: Step[]) =>
    steps.map(({ choices, gap }) => ({ element: vocabulary.elementFor(choices), gap }));
  const nearFor = (near: Step[]): Pattern => {
    const steps = stepsOf(near);
    const key = JSON.stringify(steps);
    const pattern = nears.get(key) ?? keep({ kind: 'near', force: 'always', steps });
    nears.set(key, pattern);
    return pattern;
  };
  const add = (kind: Kind, phrases: readonly string[]) => {
    for (const { force, steps, near } of phrases.flatMap((text) => readPhrase(text, list.sets)))
      keep({ kind, force, steps: stepsOf(steps), near: near && nearFor(near) });
  };
  for (const reason of dangerReasons) add(reason, list.reasons[reason] ?? []);
  for (const kind of ['harmless', 'about', 'fiction', 'past', 'now'] as const) add(kind, list[kind]);
  const wordsIn = (text: string) => vocabulary.elementFor(text.split(' ').filter(Boolean));
  const [not, through, notAfter] = [wordsIn(list.not), wordsIn(list.through), wordsIn(list.notAfter)];

  const leans = leanReader(list.leaning);

  return (words) => {
    const elements = words.map(({ typed }) => vocabulary.elementsOf(typed));
    const is = (place: number, element: number) => elements[place]?.includes(element) ?? false;
    const hits: Hit[] = [];
    for (let place = 0; place < words.length; place += 1) {
      for (const element of elements[place] ?? []) {
        for (const pattern of byFirst[element] ?? []) {
          const places = placesFrom(pattern, place, words, is);
          if (places) hits.push({ pattern, places });
        }
      }
    }
    const { reasons, excused } = reasonsOf(hits, words, {
      not: (place) => is(place, not),
      through: (place) => is(place, through),
      notAfter: (place) => is(place, notAfter),
    });
    if (reasons.length > 0) return reasons;
    return leans(words, excused) ? ['not-safe'] : [];
  };
}

type Small = Record<'not' | 'through' | 'notAfter', (place: number) => boolean>;

/** Leaves out what is excused, and says in which sentences. The order matters: a saying takes its words away, then each hit answers for itself. */
function reasonsOf(
  hits: Hit[],
  words: Word[],
  small: Small,
): { reasons: DangerReason[]; excused: Set<number> } {
  const of = (kind: Kind) => hits.filter(({ pattern }) => pattern.kind === kind);
  const harmless = new Set(of('harmless').flatMap(({ places }) => places));
  const sentenceOf = ({ places }: Hit) => words[places[0] ?? 0]?.sentence ?? 0;
  const [about, fiction] = [new Set(of('about').map(sentenceOf)), new Set(of('fiction').map(sentenceOf))];
  const [past, now] = [of('past'), of('now')];
  /** The words of what was denied: "nobody hits or hurts me" denies both. */
  const denied = new Set<number>();

  const isDenied = ({ places }: Hit): boolean => {
    const [first = 0, last = 0] = [places[0], places.at(-1)];
    const clause = words[first]?.clause;
    for (let at = first + 1; at < last; at += 1) if (!places.includes(at) && small.not(at)) return true;
    for (let at = first - 1; words[at]?.clause === clause; at -= 1) {
      if (small.not(at)) return true;
      if (!small.through(at) && !denied.has(at)) break;
    }
    for (let at = last + 1; words[at]?.clause === clause; at += 1) {
      if (small.notAfter(at)) return true;
      if (!small.through(at)) break;
    }
    return false;
  };
  const isOver = (hit: Hit): boolean =>
    past.some(
      (then) =>
        sentenceOf(then) === sentenceOf(hit) &&
        now.some((today) => (today.places[0] ?? 0) > (then.places[0] ?? 0)),
    );
  const isExcused = (hit: Hit): boolean => {
    if (hit.places.some((place) => harmless.has(place))) return true;
    if (hit.pattern.force === 'always') return false;
    const sentence = sentenceOf(hit);
    if (fiction.has(sentence) || isOver(hit)) return true;
    if (['soft', 'half'].includes(hit.pattern.force) && (about.has(sentence) || about.has(sentence - 1)))
      return true;
    if (!isDenied(hit)) return false;
    for (const place of hit.places) denied.add(place);
    return true;
  };

  const signs = hits.filter((hit) => isReason(hit.pattern.kind) && !isExcused(hit));
  const nears = new Map<Pattern, Hit[]>();
  for (const hit of of('near')) {
    if (hit.places.some((place) => harmless.has(place))) continue;
    const begun = nears.get(hit.pattern) ?? [];
    nears.set(hit.pattern, begun);
    begun[hit.places[0] ?? 0] = hit;
  }
  const hasNear = (hit: Hit): boolean => {
    const begun = hit.pattern.near && nears.get(hit.pattern.near);
    const [first = 0, last = 0] = [hit.places[0], hit.places.at(-1)];
    for (let at = Math.max(0, first - NEAR); begun && at <= last + NEAR; at += 1) {
      const other = begun[at];
      if (other && areNear(hit, other, words)) return true;
    }
    return false;
  };
  const counts = (hit: Hit): boolean => {
    if (hit.pattern.near && !hasNear(hit)) return false;
    return hit.pattern.force !== 'half' || signs.some((other) => makeOne(hit, other, words));
  };
  const found = new Set(signs.filter(counts).map(({ pattern }) => pattern.kind));
  const excused = [...denied].map((place) => words[place]?.sentence ?? 0);
  return {
    reasons: dangerReasons.filter((reason) => found.has(reason)),
    excused: new Set([...about, ...fiction, ...excused]),
  };
}

const isReason = (kind: Kind): boolean => (dangerReasons as readonly Kind[]).includes(kind);

/** Whether two hits are of different words, in one sentence or the next, and near. */
function areNear(one: Hit, other: Hit, words: Word[]): boolean {
  const [here = 0, there = 0] = [one.places[0], other.places[0]];
  return (
    !one.places.some((place) => other.places.includes(place)) &&
    Math.abs(here - there) <= NEAR &&
    Math.abs((words[here]?.sentence ?? 0) - (words[there]?.sentence ?? 0)) <= 1
  );
}

/** Whether two halves are one sign: of one reason, by different phrases, and near. */
function makeOne(one: Hit, other: Hit, words: Word[]): boolean {
  return (
    one.pattern !== other.pattern && one.pattern.kind === other.pattern.kind && areNear(one, other, words)
  );
}
