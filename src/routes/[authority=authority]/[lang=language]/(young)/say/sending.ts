import { outboxHere } from '$lib/voice/outbox-here.ts';
import { addItem, type Outbox } from '$lib/voice/outbox-shelf.ts';
import { memoryShelf } from '$lib/voice/outbox-stores.ts';
import type { OutboxItem } from '$lib/voice/outbox.ts';
import { nothingSaid, WORDS_MAX, type MessageFault } from '$lib/voice/message.ts';
import { keepSending } from '../phone/keep-sending.ts';
import type { Autosave } from './autosave.ts';
import type { SayDraft } from './draft-keeper.ts';
import type { PartWidget } from './part-widget.ts';
import { follow } from './follow.ts';
import { loadSealer } from './load-sealer.ts';
import { readForm, type Told } from './read-form.ts';
import type { SealedHere } from './seal-form.ts';
import type { Changed } from './show-message.ts';
import { offerAsChoice } from './show-as-choice.ts';
import { showState } from './show-state.ts';

/** Everything on the page that a message is made of. */
export interface SayPage {
  form: HTMLFormElement;
  draft: SayDraft;
  autosave: Autosave;
  /** There before long: nobody who is quick sends a form that is not watched yet. */
  widgets: Promise<PartWidget[]>;
  /** Tries at once to send what waits on this phone. */
  sendNow: () => void;
  /** Takes a message back into the form. */
  change: (outbox: Outbox, item: OutboxItem) => Promise<Changed>;
}

function faultOf({ said, mood }: Told): MessageFault | null {
  const { words, pictures, attachments } = said;
  if (nothingSaid({ words, mood, pictures, attachments: attachments.length }))
    return 'say.faults.words-missing';
  return [...words].length > WORDS_MAX ? 'say.faults.words-too-long' : null;
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
export function prepareSending(page: SayPage): void {
  const { form, draft, autosave, widgets } = page;
  let busy = false;
  let failures = 0;
  let canSeal = false;
  let onPageOnly = false;
  let ready: PartWidget[] = [];
  const sender = offerAsChoice(form);
  const lock = (isLocked: boolean) => ready.forEach((widget) => widget.lock(isLocked));

  const attached = async () => {
    ready = await widgets;
    return (await Promise.all(ready.map((widget) => widget.attachment()))).filter((one) => one !== null);
  };
  /** What could be kept nowhere goes from its draft too once it has arrived. */
  const letGoWhenReceived = (outbox: Outbox, id: string) =>
    follow(
      outbox,
      (one) => one === id,
      (_, item) => item?.state === 'received' && draft.handOver(),
    );

  const send = async (fields: FormData): Promise<void> => {
    // Asked before anything else: whoever signs out meanwhile has still chosen.
    const asked = sender();
    if (asked === 'signed-out') return;
    const told = readForm(fields, await attached());
    const fault = faultOf(told);
    if (fault) return showState(form, { fault, count: [...told.said.words].length });
    // Written before the fields are locked: a locked field is in no draft.
    const hasDraft = (await autosave.flush()) && draft.isKept();
    showState(form, 'sealing');
    lock(true);
    const { sealForm, showSent } = await loadSealer(form.dataset.sealer ?? '');
    canSeal = true;
    const slot = hasDraft ? draft.slot() : null;
    const sealed = await sealForm(form, told, autosave.key(), slot, asked);
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
    showSent({ outbox, item, receipt, isKept: !onPageOnly, danger, again, change });
    again();
  };

  form.addEventListener('submit', (event) => {
    // A phone that cannot do it after all lets the server seal; this was never taken, so nothing comes twice.
    // What was recorded or drawn stands in the form's own file fields.
    if (failures > 1) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    // Read before anything is locked: a locked field is in no form data.
    send(new FormData(form))
      .catch(() => {
        // What seals could not be loaded: nothing was tried, and no reason to send anything in clear.
        if (canSeal) failures += 1;
        lock(false);
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
