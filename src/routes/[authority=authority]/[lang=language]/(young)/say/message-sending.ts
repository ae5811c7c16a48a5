import { nothingSaid, WORDS_MAX, type MessageFault } from '$lib/voice/message.ts';
import type { ShowsReceipts } from './load-sealer.ts';
import type { PartWidget } from './part-widget.ts';
import { readForm, type Told } from './read-form.ts';
import type { sealForm } from './seal-form.ts';
import type { Sends } from './sending.ts';
import { offerAsChoice } from './show-as-choice.ts';
import { showState } from './show-state.ts';

/** What `sealer.ts` can do. */
export interface MessageSealer extends ShowsReceipts {
  sealForm: typeof sealForm;
}

function faultOf({ said, mood }: Told): MessageFault | null {
  const { words, pictures, attachments } = said;
  if (nothingSaid({ words, mood, pictures, attachments: attachments.length }))
    return 'say.faults.words-missing';
  return [...words].length > WORDS_MAX ? 'say.faults.words-too-long' : null;
}

/** How a message is read and sealed. @param widgets are there before long: nobody sends a form that is not watched yet. */
export function messageSending(form: HTMLFormElement, widgets: Promise<PartWidget[]>): Sends<MessageSealer> {
  let ready: PartWidget[] = [];
  const sender = offerAsChoice(form);
  const attached = async () => {
    ready = await widgets;
    return (await Promise.all(ready.map((widget) => widget.attachment()))).filter((one) => one !== null);
  };
  return {
    async read(fields) {
      // Asked before anything else: whoever signs out meanwhile has still chosen.
      const asked = sender();
      if (asked === 'signed-out') return null;
      const told = readForm(fields, await attached());
      const fault = faultOf(told);
      if (!fault) return async ({ sealForm }, key, slot) => sealForm(form, told, key, slot, asked);
      showState(form, { fault, count: [...told.said.words].length });
      return null;
    },
    lock: (isLocked) => ready.forEach((widget) => widget.lock(isLocked)),
  };
}
