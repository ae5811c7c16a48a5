/** npm run validate: everything a hand-in must pass, in the order in which a fault is cheapest to learn of. */
import { spawnSync } from 'node:child_process';

const steps: [name: string, script: string][] = [
  ['format', 'check:format'],
  ['lint', 'check:lint'],
  ['types', 'check:types'],
  ['unused code', 'check:unused'],
  ['build', 'build'],
  ['tests and seeds, on SQLite and PostgreSQL', 'test:unit'],
  ['journeys in a browser', 'test:journeys'],
];

const quiet = new Set(['build']);

for (const [name, script] of steps) {
  const began = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], {
    stdio: quiet.has(script) ? 'pipe' : 'inherit',
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stdout.write(`${stdout ?? ''}${stderr ?? ''}\n── ${name}: not right\n`);
    process.exit(1);
  }
  process.stdout.write(`── ${name}: fine, ${((Date.now() - began) / 1000).toFixed(0)} s\n`);
}
