import { isDay } from '../platform/clock.ts';
import { isAgeThen, isCame, isConveyed, suggestCode, type Came, type Conveyed } from './participation.ts';

/** What an officer says of a review that was held. How somebody took part may be said later, with the code. */
export interface Held {
  heldOn: string;
  came: Came | null;
  conveyed: Conveyed | null;
  underFour: boolean | null;
}

/**
 * Reads the form.
 * @param about today in England, the day it all began, and the last review that was held before.
 */
export function parseHeld(
  typed: Record<string, string>,
  { today, startedOn, lastHeldOn }: { today: string; startedOn: string; lastHeldOn: string | null },
): { held: Held } | { faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const { heldOn = '', came = '', conveyed = '', age = '' } = typed;
  if (!isDay(heldOn)) faults.heldOn = 'Give the day on which it was held.';
  else if (heldOn > today)
    faults.heldOn =
      'That day is still to come. Say that it was held when it was; until then you can move it.';
  else if (heldOn < startedOn)
    faults.heldOn = `It all began on ${startedOn}: a review cannot have been before that.`;
  else if (lastHeldOn !== null && heldOn <= lastHeldOn)
    faults.heldOn = `The review before was held on ${lastHeldOn}. Give a later day.`;
  if (came !== '' && !isCame(came)) faults.came = 'Choose one of these.';
  if (conveyed !== '' && !isConveyed(conveyed)) faults.conveyed = 'Choose one of these.';
  if (age !== '' && !isAgeThen(age)) faults.age = 'Choose one of these.';
  const happened =
    isCame(came) && isConveyed(conveyed) ? { came, conveyed, underFour: false, viewsSent: 0 } : null;
  if (happened && !suggestCode(happened))
    faults.conveyed =
      'Somebody who did not come cannot have spoken there. Choose “by another means” for a call or a video.';
  if (Object.keys(faults).length > 0) return { faults };
  return {
    held: {
      heldOn,
      came: isCame(came) ? came : null,
      conveyed: isConveyed(conveyed) ? conveyed : null,
      underFour: age === '' ? null : age === 'under',
    },
  };
}
