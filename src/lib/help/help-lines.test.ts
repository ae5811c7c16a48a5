import { describe, expect, test } from 'vitest';
import { messages, spokenLangs, translator, type MessageKey } from '../i18n/translator.ts';
import { emergencyLine, GONE, helpLines, hrefOf, REGISTER } from './help-lines.ts';

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
    for (const reach of line.reach) {
      if ('call' in reach) expect(reach.call).toMatch(/^\d[\d ]+\d$/);
      else if ('text' in reach)
        expect(reach).toMatchObject({
          text: expect.stringMatching(/^[A-Z]+$/),
          to: expect.stringMatching(/^\d+$/),
        });
      else expect(new URL(reach.web).protocol).toBe('https:');
    }
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
  expect(emergencyLine.reach).toEqual([{ call: '999' }]);
});

test('the two lines shown everywhere are one to call and one to text', () => {
  expect(helpLines.slice(0, 2).map(({ reach: [first] }) => Object.keys(first)[0])).toEqual(['call', 'text']);
});

test.each(spokenLangs)('a number keeps its place in a sentence in %s', (lang) => {
  const key: MessageKey = 'help.call';
  expect(translator(lang)(key, { number: '0800 1111' })).toContain('0800 1111');
});

test('what is shown wherever words sound like danger is open always, and sure', () => {
  for (const { hours, sure } of helpLines.slice(0, 2)) expect([hours, sure]).toEqual(['always', 'high']);
});

test('no number of an old list is here', () => {
  const digits = (text: string) => text.replaceAll(' ', '');
  const here = lines.flatMap(({ reach }) => reach.map(hrefOf)).join(' ');
  expect(GONE.length).toBeGreaterThan(0);
  for (const gone of GONE) expect(here).not.toContain(digits(gone));
});

test('links call and text as phones do', () => {
  expect(hrefOf({ call: '0800 1111' })).toBe('tel:08001111');
  expect(hrefOf({ text: 'SHOUT', to: '85258' })).toBe('sms:85258?body=SHOUT');
  expect(hrefOf(REGISTER)).toBe('sms:999?body=REGISTER');
});
