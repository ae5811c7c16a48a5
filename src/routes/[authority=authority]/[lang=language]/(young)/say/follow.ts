import { listenToOutbox } from '$lib/voice/outbox-here.ts';
import type { OutboxItem } from '$lib/voice/outbox.ts';
import { findItem, type Outbox } from '$lib/voice/outbox-shelf.ts';

/** Hears how messages stand, newest news last: what was read before something newer was told is let go by. */
export function follow(
  outbox: Outbox,
  isWanted: (id: string) => boolean,
  show: (id: string, item: OutboxItem | null, isSending: boolean) => void,
): void {
  const turns = new Map<string, number>();
  listenToOutbox(({ id, what }) => {
    if (!isWanted(id)) return;
    const turn = (turns.get(id) ?? 0) + 1;
    turns.set(id, turn);
    void findItem(outbox, id).then((item) => turns.get(id) === turn && show(id, item, what === 'sending'));
  });
}
