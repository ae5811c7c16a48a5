import type { Translate } from '$lib/i18n/translator.ts';
import { codeFaults } from '$lib/voice/outbox.ts';

/** Why views wait on this phone for another code, as a person reads it. */
export const heldTexts = (t: Translate): Record<string, string> =>
  Object.fromEntries(codeFaults.map((fault) => [fault, t(`reviewPhone.held.${fault}`)]));
