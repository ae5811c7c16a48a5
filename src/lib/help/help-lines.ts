/** How to reach somebody: a number to call, a number and word to text, or a page. */
export type Reach = { call: string } | { text: string; to: string } | { web: string };

/**
 * Somebody to talk to. The words for each are `help.lines.<id>` in every language.
 * Only lines seen in a good source; `checkedOn` is when (facts.md 6.6).
 */
export interface HelpLine {
  id: 'emergency' | 'childline' | 'samaritans' | 'shout' | 'health' | 'police' | 'advocate' | 'online';
  reach: Reach;
  checkedOn: string;
}

export const emergencyLine: HelpLine = { id: 'emergency', reach: { call: '999' }, checkedOn: '2026-11-22' };

export const helpLines: readonly HelpLine[] = [
  { id: 'childline', reach: { call: '0800 1111' }, checkedOn: '2026-11-22' },
  { id: 'shout', reach: { text: 'SHOUT', to: '85258' }, checkedOn: '2026-11-22' },
  { id: 'samaritans', reach: { call: '116 123' }, checkedOn: '2026-11-22' },
  { id: 'health', reach: { call: '111' }, checkedOn: '2026-11-22' },
  { id: 'advocate', reach: { call: '0808 800 5792' }, checkedOn: '2026-11-22' },
  { id: 'police', reach: { call: '101' }, checkedOn: '2026-11-22' },
  { id: 'online', reach: { web: 'https://www.ceop.police.uk/safety-centre' }, checkedOn: '2026-11-22' },
];
