import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockFile {
  packages: Record<string, { gypfile?: boolean }>;
}

// better-sqlite3 ships its binaries and says `gypfile: false`, but npm 10 looks for that in the lock file, does not find
// it, and runs node-gyp, which fails on a machine without a compiler. After `npm install`, put it back by hand.
test('the lock file tells npm that better-sqlite3 needs no building', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});
