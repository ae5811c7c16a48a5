import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Lines at which a rule begins inside another, and how many braces stay open at the end. */
function nesting(css: string): { inside: string[]; open: number } {
  const inside: string[] = [];
  const stack: string[] = [];
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  for (const [number, line] of bare.split('\n').entries()) {
    if (line.includes('{')) {
      if (stack.some((one) => !one.startsWith('@'))) inside.push(`${number + 1}: ${line.trim()}`);
      stack.push(line.trim());
    }
    for (const _ of line.matchAll(/\}/g)) stack.pop();
  }
  return { inside, open: stack.length };
}

test('a brace that is missing is found', () => {
  expect(nesting('.a {\n  margin: 0;\n.b {\n}\n')).toEqual({ inside: ['3: .b {'], open: 1 });
  expect(nesting('@media print {\n  .a {\n    margin: 0;\n  }\n}\n')).toEqual({ inside: [], open: 0 });
});

// A browser takes a rule inside another for one about what is inside it, and says nothing: the rest of a page is bare.
test.each(['base', 'young', 'desk'])('no rule of %s.css is inside another', async (name) => {
  expect(nesting(await readFile(`src/lib/ui/${name}.css`, 'utf8'))).toEqual({ inside: [], open: 0 });
});
