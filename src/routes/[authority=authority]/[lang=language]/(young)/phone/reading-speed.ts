/** How fast pages are read aloud, kept on this phone alone. */
const KEY = 'hear-speed';
const SPEEDS = ['0.7', '1', '1.3'];

let chosen = '1';
try {
  chosen = localStorage.getItem(KEY) ?? chosen;
} catch {
  // A phone that lets nothing be kept reads at the usual speed.
}

export function keptSpeed(): number {
  return SPEEDS.includes(chosen) ? Number(chosen) : 1;
}

export function keepSpeed(speed: string): void {
  chosen = speed;
  try {
    localStorage.setItem(KEY, speed);
  } catch {
    // As chosen, while this page is open.
  }
}
