/** Held by every open page in which something has been said and not sent: a new version of the worker waits for it. */
export const TYPING = 'typing';

/**
 * Holds off updates for as long as `isDirty` says so: while something is typed, recorded or drawn.
 * @param events on which to look again, beside the message being sent.
 * @returns looks again at once, for what changes without an event.
 */
export function holdWhile(
  isDirty: () => boolean,
  source: EventTarget,
  events: readonly string[] = ['input'],
): () => void {
  let letGo: (() => void) | null = null;
  const look = (): void => {
    if (isDirty() === (letGo !== null)) return;
    if (letGo) {
      letGo();
      letGo = null;
      return;
    }
    const held = new Promise<void>((resolve) => (letGo = resolve));
    navigator.locks?.request(TYPING, { mode: 'shared' }, () => held).catch(() => undefined);
  };
  for (const event of events) source.addEventListener(event, look);
  addEventListener('sent', look);
  look();
  return look;
}
