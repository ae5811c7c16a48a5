import { outboxHere } from '$lib/voice/outbox-here.ts';
import { addItem, type Outbox } from '$lib/voice/outbox-shelf.ts';
import { memoryShelf } from '$lib/voice/outbox-stores.ts';
import type { OutboxItem } from '$lib/voice/outbox.ts';
import { keepSending } from '../phone/keep-sending.ts';
import type { Autosave } from './autosave.ts';
import type { SayDraft } from './draft-keeper.ts';
import { follow } from './follow.ts';
import { loadSealer, type ShowsReceipts } from './load-sealer.ts';
import type { SealedHere } from './sealed-here.ts';
import type { Changed } from './show-message.ts';
import { showState } from './show-state.ts';

/** How one kind of form is read and sealed. */
export interface Sends<Sealer> {
  /**
   * Reads what the form says. @returns what seals it, or null where it cannot be sent as it is: that is told at its fields.
   */
  read(
    fields: FormData,
  ): Promise<((sealer: Sealer, key: string, slot: string | null) => Promise<SealedHere>) | null>;
  /** Whether the server can seal it in place of a phone that cannot: it can, where it says nothing. */
  canGoInClear?(): boolean;
  /** While it is being sealed nothing recorded or drawn may change. */
  lock(isLocked: boolean): void;
}

/** Everything on the page that is sent as one. */
export interface SendingPage<Sealer extends ShowsReceipts> {
  form: HTMLFormElement;
  draft: SayDraft;
  autosave: Autosave;
  sends: Sends<Sealer>;
  /** Tries at once to send what waits on this phone. */
  sendNow: () => void;
  /** Takes a message back into the form. */
  change: (outbox: Outbox, item: OutboxItem) => Promise<Changed>;
}

/** Puts a sealed message where it is safe: on this phone or, where that fails, on this page as long as it is open. */
async function store({ item, pieces }: SealedHere): Promise<{ outbox: Outbox; copies: number }> {
  const copies = await addItem(outboxHere, item, pieces).catch(() => 0);
  if (copies > 0) return { outbox: outboxHere, copies };
  const outbox: Outbox = { shelves: [memoryShelf()], marks: null, alone: (work) => work() };
  await addItem(outbox, item, pieces);
  return { outbox, copies };
}

/** Seals, keeps and sends what the form says. From the moment it is sealed nothing of it can be lost or come twice. */
export function prepareSending<Sealer extends ShowsReceipts>(page: SendingPage<Sealer>): void {
  const { form, draft, autosave, sends } = page;
  let busy = false;
  let failures = 0;
  let canSeal = false;
  let onPageOnly = false;
  /** What could be kept nowhere goes from its draft too once it has arrived. */
  const letGoWhenReceived = (outbox: Outbox, id: string) =>
    follow(
      outbox,
      (one) => one === id,
      (_, item) => item?.state === 'received' && draft.handOver(),
    );

  const send = async (fields: FormData): Promise<void> => {
    const seal = await sends.read(fields);
    if (!seal) return;
    // Written before the fields are locked: a locked field is in no draft.
    const hasDraft = (await autosave.flush()) && draft.isKept();
    showState(form, 'sealing');
    sends.lock(true);
    const sealer = await loadSealer<Sealer>(form.dataset.sealer ?? '');
    canSeal = true;
    const slot = hasDraft ? draft.slot() : null;
    const sealed = await seal(sealer, autosave.key(), slot);
    const { outbox, copies } = await store(sealed);
    autosave.stop();
    onPageOnly = copies === 0;
    if (onPageOnly) letGoWhenReceived(outbox, sealed.item.id);
    else draft.handOver();
    const danger = form.querySelector<HTMLElement>('[data-help-now]')?.hidden === false;
    const { item, receipt } = sealed;
    const again = onPageOnly ? keepSending(outbox) : page.sendNow;
    const change = (now: OutboxItem) => page.change(outbox, now);
    form.dataset.state = 'sealed';
    document.documentElement.dataset.messageCopies = String(copies);
    sealer.showSent({ outbox, item, receipt, isKept: !onPageOnly, danger, again, change });
    again();
  };

  form.addEventListener('submit', (event) => {
    // A phone that cannot do it after all lets the server seal; this was never taken, so nothing comes twice.
    // What was recorded or drawn stands in the form's own file fields.
    if (failures > 1 && (sends.canGoInClear?.() ?? true)) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    // Read before anything is locked: a locked field is in no form data.
    send(new FormData(form))
      .catch(() => {
        // What seals could not be loaded: nothing was tried, and no reason to send anything in clear.
        if (canSeal) failures += 1;
        sends.lock(false);
        showState(form, 'broken');
      })
      .finally(() => (busy = false));
  });
  addEventListener('beforeunload', (event) => {
    const leaving = 'leaving' in document.documentElement.dataset;
    const isAlone = onPageOnly && document.querySelector('[data-message][data-state="received"]') === null;
    if (!leaving && (form.dataset.state === 'sealing' || isAlone)) event.preventDefault();
  });
}
