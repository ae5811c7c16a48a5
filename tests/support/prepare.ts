/** Gets what the tests need and the package manager cannot bring: a browser, and fonts for scripts beyond Latin. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { DEBIAN_CHROMIUM } from './chromium.ts';

const FONTS = '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf';

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`This failed: ${command} ${args.join(' ')}`);
}

const isRoot = process.getuid?.() === 0;
const isDebian = existsSync('/usr/bin/apt-get');

if (isRoot && isDebian) {
  const missing = [
    ...(existsSync(DEBIAN_CHROMIUM) ? [] : ['chromium']),
    ...(existsSync(FONTS) ? [] : ['fonts-noto-core']),
  ];
  if (missing.length > 0) {
    process.stdout.write(`Installing ${missing.join(', ')} …\n`);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  }
} else if (!existsSync(DEBIAN_CHROMIUM)) {
  run('npx', ['playwright', 'install', 'chromium']);
}
