import { closeSync, fsyncSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loopDisk } from './loop-disk.ts';
import { powerCutter } from './power-cutter.ts';

const TRIALS = 5;

/** Cuts a disk with one file that was synced and one that was not. @returns which of them are there afterwards. */
async function keptByACut(parent: string): Promise<string> {
  const disk = loopDisk(parent, 'trial');
  try {
    const cutter = await powerCutter(disk.folder);
    const synced = openSync(join(disk.folder, 'synced'), 'w');
    fsyncSync(synced);
    closeSync(synced);
    writeFileSync(join(disk.folder, 'unsynced'), 'words');
    await cutter.cut();
    disk.replug();
    const kept = readdirSync(disk.folder).filter((name) => name.endsWith('synced'));
    return kept.sort().join(' and ');
  } finally {
    disk.remove();
  }
}

/**
 * Tries it all: what was synced must be there after the cut, what was not must be gone. Now and then the kernel writes
 * a moment before it is cut, so that nothing is missing: that alone says nothing yet.
 * @returns why this machine cannot do it, or null.
 */
export async function whyNoPowerCut(parent: string): Promise<string | null> {
  try {
    let kept = '';
    for (let trial = 0; trial < TRIALS; trial += 1) {
      kept = await keptByACut(parent);
      if (kept !== 'synced and unsynced') break;
    }
    return kept === 'synced'
      ? null
      : `of a synced file and one that was not, a cut disk kept: ${kept || 'none'}`;
  } catch (fault) {
    return (fault as Error).message;
  }
}
