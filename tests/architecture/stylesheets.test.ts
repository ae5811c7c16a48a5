import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const UI = 'src/lib/ui';

/** Rules that no brace ends take all that follows inside themselves, and browsers and builds say nothing. */
function unclosed(css: string): string[] {
  const open: string[] = [];
  for (const [, before = '', brace] of css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/([^{};]*)([{};])/g)) {
    if (brace === '{') open.push(before.trim());
    if (brace === '}' && open.pop() === undefined) open.push('a brace too many');
  }
  return open;
}

test.each(readdirSync(UI).filter((name) => name.endsWith('.css')))('every rule of %s is closed', (name) => {
  expect(unclosed(readFileSync(`${UI}/${name}`, 'utf8'))).toEqual([]);
});

test('a rule that is not closed is found', () => {
  expect(unclosed('.a { color: red; .b { color: blue; }')).toEqual(['.a']);
});
