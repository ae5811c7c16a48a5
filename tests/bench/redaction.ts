/** npm run bench -- redaction [misses]: how much of what names somebody is proposed, how much is proposed for nothing, and the time. */
import { readFileSync } from 'node:fs';
import { findIdentifying } from '../../src/lib/moderation/redaction/find-identifying.ts';
import { identifyingKinds, type IdentifyingKind } from '../../src/lib/moderation/redaction/found.ts';

type Span = { from: number; to: number };
type Marked = { text: string; spans: (Span & { kind: IdentifyingKind })[] };

const langs = ['en', 'ar', 'pl', 'ti'] as const;
type BenchLang = (typeof langs)[number];

/** Of what is marked, how much must be proposed. */
const RECALL_AIM: Record<BenchLang, number> = { en: 0.95, ar: 0.9, pl: 0.9, ti: 0.9 };
const LOOK_LIMIT_MS = 10;
const LOOKS = 60;

const say = (line: string) => process.stdout.write(`${line}\n`);
const share = (part: number, of: number) =>
  of === 0 ? '     –  ' : `${((part / of) * 100).toFixed(1).padStart(5)} %`;

/** `my brother {name|kieron}`: the text without marks, and where they were. */
function unmark(line: string): Marked {
  const spans: Marked['spans'] = [];
  let text = '';
  for (const part of line.split(/(\{[a-z-]+\|[^}]+\})/)) {
    const [, kind, words = part] = /^\{([a-z-]+)\|([^}]+)\}$/.exec(part) ?? [];
    if (kind)
      spans.push({ from: text.length, to: text.length + words.length, kind: kind as IdentifyingKind });
    text += words;
  }
  return { text, spans };
}

/** Statements made up for this, marked before there was any list. */
const statementsOf = (lang: string): Marked[] =>
  (JSON.parse(readFileSync(new URL(`./redaction/${lang}.json`, import.meta.url), 'utf8')) as string[]).map(
    unmark,
  );

/** The plainest rule there is: every word with a capital, and everything with a digit. */
const plainRule = (text: string): Span[] =>
  Array.from(text.matchAll(/(?:(?=\p{Lu})|(?=\S*\p{N}))\S+/gu), ({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
  }));

const overlaps = (one: Span, other: Span) => one.from < other.to && other.from < one.to;

/** Whether every letter and digit of a span is within what is proposed. */
function isWhole(text: string, span: Span, proposed: readonly Span[]): boolean {
  for (let at = span.from; at < span.to; at += 1)
    if (/[\p{L}\p{N}]/u.test(text[at]!) && !proposed.some(({ from, to }) => from <= at && at < to))
      return false;
  return true;
}

interface Count {
  marked: number;
  whole: number;
  touched: number;
  proposed: number;
  right: number;
  alarmed: number;
  calm: number;
}

function count(statements: readonly Marked[], look: (text: string) => Span[], kind?: IdentifyingKind): Count {
  const sum: Count = { marked: 0, whole: 0, touched: 0, proposed: 0, right: 0, alarmed: 0, calm: 0 };
  for (const { text, spans } of statements) {
    const proposed = look(text);
    const meant = spans.filter((span) => !kind || span.kind === kind);
    sum.marked += meant.length;
    sum.whole += meant.filter((span) => isWhole(text, span, proposed)).length;
    sum.touched += meant.filter((span) => proposed.some((one) => overlaps(one, span))).length;
    sum.proposed += proposed.length;
    sum.right += proposed.filter((one) => spans.some((span) => overlaps(one, span))).length;
    if (spans.length === 0)
      [sum.calm, sum.alarmed] = [sum.calm + 1, sum.alarmed + (proposed.length > 0 ? 1 : 0)];
  }
  return sum;
}

function measure(lang: BenchLang): boolean {
  const statements = statementsOf(lang);
  const look = (text: string) => findIdentifying(text, lang);
  const [ours, floor] = [count(statements, look), count(statements, plainRule)];
  say(
    `  ${lang}  recall ${share(ours.whole, ours.marked)} (touched ${share(ours.touched, ours.marked)})  precision ${share(ours.right, ours.proposed)}  ` +
      `${ours.alarmed} of ${ours.calm} that name nobody   |  capitals and digits ${share(floor.whole, floor.marked)} (${share(floor.touched, floor.marked)})  ` +
      `${share(floor.right, floor.proposed)}  ${floor.alarmed} of ${floor.calm}`,
  );
  for (const kind of identifyingKinds) {
    const [of, plain] = [count(statements, look, kind), count(statements, plainRule, kind)];
    const proposed = statements.flatMap(({ text, spans }) =>
      look(text)
        .filter((one) => one.kind === kind)
        .map((one) => spans.some((span) => overlaps(one, span))),
    );
    if (of.marked > 0 || proposed.length > 0)
      say(
        `        ${kind.padEnd(10)} recall ${share(of.whole, of.marked)} of ${String(of.marked).padStart(3)}   precision ${share(proposed.filter(Boolean).length, proposed.length)} of ${String(proposed.length).padStart(3)}   |  ${share(plain.whole, plain.marked)}`,
      );
  }
  return ours.whole / ours.marked >= RECALL_AIM[lang];
}

function showMisses(lang: BenchLang): void {
  for (const { text, spans } of statementsOf(lang)) {
    const proposed = findIdentifying(text, lang);
    const missed = spans.filter((span) => !isWhole(text, span, proposed));
    const wrong = proposed.filter((one) => !spans.some((span) => overlaps(one, span)));
    if (missed.length + wrong.length > 0)
      say(
        `  ${lang}  ${text}\n        missed: ${missed.map(({ from, to }) => text.slice(from, to)).join(' | ')}   for nothing: ${wrong.map(({ from, to, kind }) => `${kind} ${text.slice(from, to)}`).join(' | ')}`,
      );
  }
}

function measureTime(lang: BenchLang): boolean {
  const text = statementsOf(lang)
    .map((one) => one.text)
    .join('. ')
    .repeat(3)
    .slice(0, 4_000);
  for (let warm = 0; warm < LOOKS; warm += 1) findIdentifying(text, lang);
  const before = process.cpuUsage();
  for (let look = 0; look < LOOKS; look += 1) findIdentifying(text, lang);
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1_000 / LOOKS;
  say(`  ${lang}  ${each.toFixed(1)} ms of one core for 4,000 characters`);
  return each < LOOK_LIMIT_MS;
}

/** Prints the figures. @returns whether each language reaches its aim, in time. */
export function measureRedaction([what]: string[]): Promise<boolean> {
  say('What names somebody, proposed whole (recall), and proposals that do name somebody (precision):\n');
  const found = langs.map(measure);
  if (what === 'misses') langs.forEach(showMisses);
  say('\nTime:\n');
  const times = langs.map(measureTime);
  return Promise.resolve([...found, ...times].every(Boolean));
}
