/** What must be right before anything is published. Pure: what it looks at is handed to it. */
import type { Lang } from '../i18n/languages.ts';
import { undatedAmount } from './entitlement-faults.ts';
import type { FactsContext, Kind, WordsField } from './kind.ts';
import { nameFault, type Body, type Fault, type Fields, type PieceName } from './piece.ts';
import { schemaFaults } from './schema-faults.ts';

export const FIELD_MAX = 1_500;

/** The beginning of a tag, a comment or an instruction. Pages show it as it stands, which helps no reader. */
export const MARKUP = /<\s*[a-z!/?]/i;
const MARKUP_FOUND = 'This has markup in it, like <b>. Write plain words.';

/** Where facts have markup in their texts. */
function markupIn(facts: unknown, path: Fault['path'] = []): Fault[] {
  if (typeof facts === 'string') return MARKUP.test(facts) ? [{ path, message: MARKUP_FOUND }] : [];
  if (typeof facts !== 'object' || facts === null) return [];
  return Object.entries(facts).flatMap(([key, value]) =>
    markupIn(value, [...path, Array.isArray(facts) ? Number(key) : key]),
  );
}

/** Another piece that is published, as far as links go. */
export interface Other extends PieceName {
  ref: string | null;
  references: PieceName[];
}

/** What else depends on a piece: a sentence for the editor, like “A decision is about it.” */
export type Use = string;

export interface GateContext extends Omit<FactsContext, 'published'> {
  /** Every published piece but this one. */
  others: readonly Other[];
  /** What is published of this piece now. */
  published: Body | null;
}

function* fieldFaults(
  fields: Fields,
  { name, mayBeEmpty, englishOnly }: WordsField,
  lang: Lang,
  english: Fields,
): Generator<Fault> {
  const text = fields[name] ?? '';
  const path = ['words', lang, name];
  if (englishOnly && lang !== 'en') return;
  const optional = mayBeEmpty && (lang === 'en' || (english[name] ?? '').trim() === '');
  if (text.trim() === '' && !optional) {
    yield {
      path,
      message:
        lang === 'en'
          ? 'This cannot be empty.'
          : 'This is not translated. Write it, or leave the whole language empty.',
    };
  }
  if (MARKUP.test(text)) yield { path, message: MARKUP_FOUND };
  if (text.length > FIELD_MAX)
    yield { path, message: `Use at most ${FIELD_MAX} characters: this has ${text.length}.` };
}

/** English must be whole; another language is whole or not there yet. */
export function wordsFaults(kind: Pick<Kind, 'words'>, words: Body['words']): Fault[] {
  const english = words.en ?? {};
  const langs = Object.keys({ en: english, ...words }) as Lang[];
  return langs.flatMap((lang) =>
    kind.words.flatMap((field) => [...fieldFaults(words[lang] ?? {}, field, lang, english)]),
  );
}

const isOf = (name: PieceName) => (other: PieceName) => other.kind === name.kind && other.id === name.id;

function linkFaults(kind: Kind, id: string, facts: never, others: readonly Other[]): Fault[] {
  const faults: Fault[] = [];
  const ref = kind.refOf(facts);
  const twin = ref === null || ref === '' ? undefined : others.find((other) => other.ref === ref);
  if (others.some(isOf({ kind: kind.name, id })))
    faults.push({ path: ['facts', 'id'], message: `There are two with the name “${id}”.` });
  if (twin) {
    const message = `“${ref}” is the reference of ${twin.kind} ${twin.id} too. Each can be used once.`;
    faults.push({ path: ['facts', 'ref'], message });
  }
  for (const { path, ...name } of kind.references(facts)) {
    if (!others.some(isOf(name)))
      faults.push({
        path: ['facts', ...path],
        message: `There is no ${name.kind} “${name.id}”: the link would lead nowhere.`,
      });
  }
  return faults;
}

/** What has the wrong shape may trip a rule up; the schema has said what is wrong with it already. */
function carefully(rules: () => Fault[]): Fault[] {
  try {
    return rules();
  } catch (fault) {
    if (fault instanceof TypeError) return [];
    throw fault;
  }
}

const under = (facts: Fault[]) =>
  facts.map(({ path, message }): Fault => ({ path: ['facts', ...path], message }));

/** Faults that say nothing more of a place of which, or of a part of which, something was said before. */
function unsaid(faults: Fault[], before: Fault[]): Fault[] {
  const said = before.map(({ path }) => `${path.join('.')}.`);
  return faults.filter(({ path }) => {
    const place = `${path.join('.')}.`;
    return !said.some((one) => one.startsWith(place) || place.startsWith(one));
  });
}

/** Everything against publishing this body, or nothing. */
export function publishFaults(kind: Kind, id: string, body: Body, context: GateContext): Fault[] {
  const misnamed = nameFault(id, kind.reserved);
  const named: Fault[] = misnamed === null ? [] : [{ path: ['facts', 'id'], message: misnamed }];
  const undated = [...named, ...under(undatedAmount(body.facts))];
  const shape = [...undated, ...unsaid(schemaFaults(kind.schema, body.facts, ['facts']), undated)];
  const facts = body.facts as never;
  const published = context.published?.facts ?? null;
  const own = [
    ...under(markupIn(facts)),
    ...carefully(() => under(kind.factsFaults(facts, { ...context, published }))),
  ];
  const links = carefully(() => linkFaults(kind, id, facts, context.others));
  return [...shape, ...unsaid([...own, ...links], shape), ...wordsFaults(kind, body.words)];
}

/** Everything against taking a piece out: what names it, in content or elsewhere. */
export function retireFaults(piece: PieceName, others: readonly Other[], uses: readonly Use[]): Use[] {
  const naming = others.filter(({ references }) => references.some(isOf(piece)));
  return [...naming.map(({ kind, id }) => `The ${kind} “${id}” leads here.`), ...uses];
}
