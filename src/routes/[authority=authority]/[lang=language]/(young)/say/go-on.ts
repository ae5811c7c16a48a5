/** The draft that a page is to go on with after it started afresh: its name alone, and only until then. */
const GO_ON = 'go-on';

interface GoOn {
  slot: string;
  /** Whether it becomes another message than the one that came before. */
  renew: boolean;
}

/** Whether this page can be opened again just now. */
export const isReachable = (): boolean =>
  navigator.onLine !== false || Boolean(navigator.serviceWorker?.controller);

/** On the next page that is opened in this tab. */
export function willGoOn(slot: string, renew: boolean): void {
  sessionStorage.setItem(GO_ON, JSON.stringify({ slot, renew } satisfies GoOn));
}

export function goOnAfterReload(slot: string, renew: boolean): void {
  willGoOn(slot, renew);
  location.reload();
}

export function toGoOnWith(): GoOn | null {
  try {
    return JSON.parse(sessionStorage.getItem(GO_ON) ?? 'null') as GoOn | null;
  } catch {
    return null;
  }
}

export function forgetGoOn(): void {
  try {
    sessionStorage.removeItem(GO_ON);
  } catch {
    // Closed: there is nothing to forget.
  }
}
