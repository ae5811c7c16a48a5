/** Prints the demo's sign-ins again, with the codes that work now: npm run codes */
import { parseEnvironment } from '../lib/platform/environment.server.ts';
import { readDemo, signInLines } from './demo-people.ts';

const demo = readDemo(parseEnvironment(process.env).dataDir);
if (!demo) throw new Error('There is no demo here. Start one with: npm start');
for (const authorityId of new Set(demo.people.map((person) => person.authorityId))) {
  process.stdout.write(`${authorityId}\n${signInLines(demo, authorityId).join('\n')}\n`);
}
