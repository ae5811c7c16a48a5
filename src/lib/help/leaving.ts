/** Where "Leave quickly" goes: a page that anybody may have open. */
export const ELSEWHERE = 'https://www.bbc.co.uk/weather';

/** Esc so many times, within so many milliseconds, leaves. */
const TIMES = 3;
const WITHIN_MS = 2_000;

/** What of a key press counts: one that writes in another script (IME) or is held down is no wish to leave. */
export interface KeyPress {
  key: string;
  repeat: boolean;
  isComposing: boolean;
  /** 229 where an input method took the key, in browsers that do not say so otherwise (UI Events, 6.3). */
  keyCode: number;
  /** When, in milliseconds of a clock that never jumps. */
  timeStamp: number;
}

/** @returns what is told each key press and says whether it was the last of three. */
export function countsEscapes(): (press: KeyPress) => boolean {
  let at: number[] = [];
  return ({ key, repeat, isComposing, keyCode, timeStamp }) => {
    if (repeat || isComposing || keyCode === 229) return false;
    if (key !== 'Escape') {
      at = [];
      return false;
    }
    at = [...at, timeStamp].slice(-TIMES);
    if (at.length < TIMES || timeStamp - at[0]! > WITHIN_MS) return false;
    at = [];
    return true;
  };
}
