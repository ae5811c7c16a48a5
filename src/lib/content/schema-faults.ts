import * as v from 'valibot';
import type { Fault } from './piece.ts';

const NOT_A_DAY = 'This is not a day. Write it like 2026-11-22.';

const shown = (value: unknown) =>
  typeof value === 'string' ? `“${value}”` : value === undefined ? 'nothing' : JSON.stringify(value);

function allowedIn(issue: v.BaseIssue<unknown>): string {
  return (issue.expected ?? '')
    .replaceAll('"', '')
    .replace(/^\(|\)$/g, '')
    .split(' | ')
    .join(', ');
}

/** What a schema says of a text of the wrong shape; of names it says nothing itself. */
const shapeIn = ({ message }: v.BaseIssue<unknown>) =>
  message.startsWith('is no ') ? message : 'must be small letters, digits and hyphens';

function saying(issue: v.BaseIssue<unknown>, path: Fault['path']): string {
  const { type, input, expected } = issue;
  if (type === 'strict_object' && expected === 'never') return `There is no such key: ${shown(path.at(-1))}.`;
  if (input === undefined) return 'This is missing.';
  if (type === 'picklist' && path.includes('who')) return `There is no category or group ${shown(input)}.`;
  if (type === 'picklist' || type === 'literal') {
    return input === '' ? 'Choose one.' : `${shown(input)} is not one of: ${allowedIn(issue)}.`;
  }
  if (type === 'iso_date') return input === '' ? 'Write a day, like 2026-11-22.' : NOT_A_DAY;
  if (type === 'url' || type === 'starts_with')
    return `${shown(input)} is not an address. It begins with https://`;
  if (type === 'min_length') return Array.isArray(input) ? 'Choose at least one.' : 'This cannot be empty.';
  if (type === 'custom' && path[0] === 'languages') return `We have no language ${shown(input)}.`;
  if (type === 'number') return `${shown(input)} is not a number.`;
  if (type === 'array' && typeof input === 'string')
    return 'This is not a list as JSON has it. Look for a bracket, a comma or a quotation mark that is missing.';
  if (type === 'integer') return `${shown(input)} is not a whole number.`;
  if (type === 'max_value') return `This must be ${issue.requirement} or less.`;
  if (type === 'min_value') return `This must be ${issue.requirement} or more.`;
  if (type === 'check') return `It ${issue.message}.`;
  if (type === 'regex') return input === '' ? 'This cannot be empty.' : `${shown(input)} ${shapeIn(issue)}.`;
  return `This should be ${expected ?? 'something else'}, and is ${shown(input)}.`;
}

/** Everything a schema finds wrong, each in plain words and where it is. */
export function schemaFaults(schema: v.GenericSchema, value: unknown, at: Fault['path'] = []): Fault[] {
  const parsed = v.safeParse(schema, value);
  return (parsed.issues ?? []).map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    return { path: [...at, ...path], message: saying(issue, path) };
  });
}
