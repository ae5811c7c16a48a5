import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const MARK = 'BENCH_HAS_OWN_MOUNTS';

/**
 * Runs this bench again among mounts of its own. What is mounted for all to see is copied by every container and
 * service that starts meanwhile, and a disk that somebody else holds cannot be taken out; and what is mounted here
 * goes when the bench goes, even when it is killed.
 * @returns how it ended, or null when we are there already.
 * @throws Error when this machine does not allow it.
 */
export async function runAmongOwnMounts(): Promise<number | null> {
  if (process.env[MARK]) return null;
  const { status, stderr, error } = spawnSync('unshare', ['--mount', 'true'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(error?.message ?? stderr.trim());
  const child = spawn('unshare', ['--mount', process.execPath, ...process.argv.slice(1)], {
    env: { ...process.env, [MARK]: 'yes' },
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child by itself, a signal to this process alone does not.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
