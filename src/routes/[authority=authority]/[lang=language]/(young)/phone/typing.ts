/** Held by every open page in which something has been typed and not sent: a new version of the worker waits for it. */
export const TYPING = 'typing';

/** Holds off updates for as long as `isDirty` says so. */
export function holdWhileTyping(field: HTMLElement, isDirty: () => boolean): void {
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
  field.addEventListener('input', look);
  addEventListener('sent', look);
  look();
}
