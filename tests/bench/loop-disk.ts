import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';

const MEGABYTES = 64;
const TRIES = 200;
const MOMENT_MS = 50;

/** An ext4 of its own, in a file, mounted through the loop device. */
export interface LoopDisk {
  /** Where it is mounted. */
  folder: string;
  /** Takes it out and puts it in again: its journal is replayed, and nothing of the page cache is left. */
  replug(): void;
  remove(): void;
}

/** @throws Error saying what the command complained of. */
function run(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr.trim()}`);
}

/** Waits with the whole process: what is cleaned up at its end must not need a later turn. */
function waitAMoment(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT_MS);
}

/** Whoever had it open has just been killed and may take a moment to be gone. */
function unmount(folder: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      return run('umount', folder);
    } catch (fault) {
      if (tries === TRIES) throw fault;
      waitAMoment();
    }
  }
}

/** The images that loop devices still have. */
function attachedImages(): string[] {
  return readdirSync('/sys/block').flatMap((device) => {
    try {
      return readFileSync(join('/sys/block', device, 'loop/backing_file'), 'utf8').trim();
    } catch {
      return [];
    }
  });
}

/**
 * Waits until the kernel has let go of the disk. Were it in use elsewhere still, mounting it again would bring back the
 * one whose power is off, page cache and all.
 */
function untilLetGo(image: string): void {
  for (let tries = 1; attachedImages().includes(image); tries += 1) {
    if (tries === TRIES) throw new Error(`${image} is held by somebody else.`);
    waitAMoment();
  }
}

/** Makes a fresh one. @throws Error when this machine does not allow it. */
export function loopDisk(parent: string, name: string): LoopDisk {
  const image = join(parent, `${name}.ext4`);
  const folder = join(parent, name);
  mkdirSync(folder);
  writeFileSync(image, '');
  truncateSync(image, MEGABYTES * 2 ** 20);
  // Nothing left for the kernel to fill in later: what is on the disk is what was written to it.
  run('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image);
  const mount = () => run('mount', '-t', 'ext4', '-o', 'loop', image, folder);
  mount();
  let mounted = true;
  const takeOut = () => {
    if (!mounted) return;
    unmount(folder);
    mounted = false;
  };
  const remove = atEnd(() => {
    takeOut();
    rmSync(image);
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    remove,
    replug() {
      takeOut();
      untilLetGo(image);
      mount();
      mounted = true;
    },
  };
}
