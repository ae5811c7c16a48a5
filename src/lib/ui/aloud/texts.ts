import type { Translate } from '../../i18n/translator.ts';

const parts = ['start', 'stop', 'speed', 'slow', 'usual', 'fast', 'none', 'fault'] as const;

/** The words around reading aloud (ReadAloud.svelte). */
export type AloudTexts = Record<(typeof parts)[number], string>;

export const aloudTexts = (t: Translate): AloudTexts =>
  Object.fromEntries(parts.map((part) => [part, t(`aloud.${part}`)])) as AloudTexts;
