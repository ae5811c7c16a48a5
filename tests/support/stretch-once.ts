import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type * as Stretch from '../../src/lib/voice/stretch.ts';

/**
 * Stretching takes a tenth of a second so that nobody can guess receipts, and tests use the same few hundred of them again
 * and again, on both databases: each is stretched once, for real, and remembered for this machine's next test file.
 */
vi.mock('../../src/lib/voice/stretch.ts', async (original) => {
  const real = await original<typeof Stretch>();
  // Another way of stretching has another folder.
  const way = createHash('sha256').update(readFileSync('src/lib/voice/stretch.ts')).digest('hex');
  const folder = join(tmpdir(), `said-and-done-stretched-${way.slice(0, 16)}`);
  mkdirSync(folder, { recursive: true });
  const stretchReceipt: typeof real.stretchReceipt = async (authorityId, number) => {
    const name = createHash('sha256').update(`${authorityId}|${number}`).digest('hex');
    const file = join(folder, name);
    if (existsSync(file)) {
      const known = real.readStretched(readFileSync(file, 'utf8'));
      if (known) return known;
    }
    const stretched = await real.stretchReceipt(authorityId, number);
    const half = `${file}.${process.pid}`;
    writeFileSync(half, real.showStretched(stretched));
    renameSync(half, file);
    return stretched;
  };
  return { ...real, stretchReceipt };
});
