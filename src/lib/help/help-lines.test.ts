import { describe, expect, test } from 'vitest';
import { messages, spokenLangs, translator, type MessageKey } from '../i18n/translator.ts';
import { emergencyLine, helpLines } from './help-lines.ts';

const lines = [emergencyLine, ...helpLines];

/** Whether a language has a message of its own, not the English in its place. */
function hasOwn(lang: keyof typeof messages, key: string): boolean {
  const found = key
    .split('.')
    .reduce<unknown>(
      (tree, name) =>
        typeof tree === 'object' && tree !== null ? (tree as Record<string, unknown>)[name] : undefined,
      messages[lang],
    );
  return typeof found === 'string' && found.trim() !== '';
}

describe.each(lines)('$id', (line) => {
  test.each(spokenLangs)('has its name and what it is for in %s', (lang) => {
    expect(hasOwn(lang, `help.lines.${line.id}.name`)).toBe(true);
    expect(hasOwn(lang, `help.lines.${line.id}.about`)).toBe(true);
  });

  test('says on which day it was checked', () => {
    expect(line.checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Number.isNaN(Date.parse(line.checkedOn))).toBe(false);
  });

  test('can be reached: digits to call or text, or a page over https', () => {
    const { reach } = line;
    if ('call' in reach) expect(reach.call).toMatch(/^\d[\d ]+\d$/);
    else if ('text' in reach)
      expect(reach).toMatchObject({
        text: expect.stringMatching(/^[A-Z]+$/),
        to: expect.stringMatching(/^\d+$/),
      });
    else expect(new URL(reach.web).protocol).toBe('https:');
  });
});

test('no line is there twice', () => {
  const ids = lines.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no words are left of a line that is gone', () => {
  const words = messages.en as { help: { lines: Record<string, unknown> } };
  expect(Object.keys(words.help.lines).sort()).toEqual(lines.map(({ id }) => id).sort());
});

test('the emergency number is 999', () => {
  expect(emergencyLine.reach).toEqual({ call: '999' });
});

test('the two lines shown everywhere are one to call and one to text', () => {
  expect(helpLines.slice(0, 2).map(({ reach }) => Object.keys(reach)[0])).toEqual(['call', 'text']);
});

test.each(spokenLangs)('a number keeps its place in a sentence in %s', (lang) => {
  const key: MessageKey = 'help.call';
  expect(translator(lang)(key, { number: '0800 1111' })).toContain('0800 1111');
});
