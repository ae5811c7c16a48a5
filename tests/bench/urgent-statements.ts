import { readFileSync } from 'node:fs';

export const urgentLangs = ['en', 'ar', 'pl', 'ti'] as const;
export type UrgentLang = (typeof urgentLangs)[number];

/** What the lists were tuned on; what was kept out of that; and what another writer wrote, who saw neither. */
export const urgentParts = ['tuned-on', 'kept-out', 'fresh'] as const;
export type UrgentPart = (typeof urgentParts)[number];

interface Statement {
  text: string;
  urgent: boolean;
  /** For urgent ones, of which kind; for hard ones, what makes them so. */
  why?: string;
  note?: string;
}

/** Statements as young people write them, each said to be urgent or not. */
export function statementsOf(lang: UrgentLang, part: UrgentPart): Statement[] {
  const lines = readFileSync(new URL(`./urgent/${lang}.${part}.jsonl`, import.meta.url), 'utf8');
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Statement);
}

export interface Found {
  urgent: number;
  calm: number;
  /** Urgent and found; calm and found all the same. */
  hits: number;
  alarms: number;
  recall: number;
  precision: number;
}

/** How many of the urgent statements are found, and how many of those found are urgent. */
export function findIn(statements: readonly Statement[], sounds: (text: string) => boolean): Found {
  const found = statements.filter(({ text }) => sounds(text));
  const urgent = statements.filter((one) => one.urgent).length;
  const hits = found.filter((one) => one.urgent).length;
  return {
    urgent,
    calm: statements.length - urgent,
    hits,
    alarms: found.length - hits,
    recall: hits / urgent,
    precision: found.length === 0 ? 1 : hits / found.length,
  };
}
