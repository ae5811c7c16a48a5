import type { Hours, Sureness } from '../authorities/own-line.ts';

/** How to reach somebody: a number to call, a number and word to text, or a page. */
export type Reach = { call: string } | { text: string; to: string } | { web: string };

/** Lines of the whole country. The words for each are `help.lines.<id>` in every language. */
export interface HelpLine {
  id:
    | 'emergency'
    | 'childline'
    | 'samaritans'
    | 'shout'
    | 'health'
    | 'police'
    | 'advocate'
    | 'nyas'
    | 'online'
    | 'adults'
    | 'become'
    | 'commissioner';
  /** The best way first. */
  reach: [Reach, ...Reach[]];
  hours: Hours;
  sure: Sureness;
  /** The day it was held against what we have read (facts.md 6.6). */
  checkedOn: string;
}

const CHECKED = '2026-11-22';

/** Texts to 999 work from phones that have asked for it first (emergencySMS, 999). */
export const emergencyLine: HelpLine = {
  id: 'emergency',
  reach: [{ call: '999' }],
  hours: 'always',
  sure: 'high',
  checkedOn: CHECKED,
};

/** The word that a phone sends to 999 to be allowed to text it, once. */
export const REGISTER = { text: 'REGISTER', to: '999' };

/** The first two are shown wherever words sound like danger: one to call, one to text. */
export const helpLines: readonly HelpLine[] = [
  {
    id: 'childline',
    reach: [{ call: '0800 1111' }, { web: 'https://www.childline.org.uk' }],
    hours: 'always',
    sure: 'high',
    checkedOn: CHECKED,
  },
  {
    id: 'shout',
    reach: [{ text: 'SHOUT', to: '85258' }],
    hours: 'always',
    sure: 'high',
    checkedOn: CHECKED,
  },
  { id: 'samaritans', reach: [{ call: '116 123' }], hours: 'always', sure: 'high', checkedOn: CHECKED },
  { id: 'health', reach: [{ call: '111' }], hours: 'always', sure: 'medium', checkedOn: CHECKED },
  {
    id: 'advocate',
    reach: [{ call: '0808 800 5792' }],
    hours: { days: 'weekdays', opens: '09:30', closes: '18:00' },
    sure: 'medium',
    checkedOn: CHECKED,
  },
  { id: 'nyas', reach: [{ call: '0808 808 1001' }], hours: 'unknown', sure: 'medium', checkedOn: CHECKED },
  { id: 'police', reach: [{ call: '101' }], hours: 'always', sure: 'high', checkedOn: CHECKED },
  {
    id: 'online',
    reach: [{ web: 'https://www.ceop.police.uk/safety-centre' }],
    hours: 'unknown',
    sure: 'medium',
    checkedOn: CHECKED,
  },
  { id: 'adults', reach: [{ call: '0808 800 5000' }], hours: 'unknown', sure: 'medium', checkedOn: CHECKED },
  { id: 'become', reach: [{ call: '0800 023 2033' }], hours: 'unknown', sure: 'low', checkedOn: CHECKED },
  {
    id: 'commissioner',
    reach: [{ call: '0800 528 0731' }],
    hours: 'unknown',
    sure: 'low',
    checkedOn: CHECKED,
  },
];

/** Numbers that stand in old lists and reach nobody, or somebody else. */
export const GONE: readonly string[] = ['0800 88 4444', '0800 61 61 01'];

/** Where a link to a line leads: the phone's own way to call or text, or a page. */
export function hrefOf(reach: Reach): string {
  if ('call' in reach) return `tel:${reach.call.replaceAll(' ', '')}`;
  return 'text' in reach ? `sms:${reach.to}?body=${reach.text}` : reach.web;
}
