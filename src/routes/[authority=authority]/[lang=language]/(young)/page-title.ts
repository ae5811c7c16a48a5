import type { MessageKey } from '$lib/i18n/translator.ts';

/**
 * Titles stay in the browser's history after somebody has left: they say what a page is for in words that tell nobody
 * whom it is for. The longest beginning of an address that is here counts.
 */
const titles = {
  '': 'home',
  '/promise': 'promise',
  '/doing': 'doing',
  '/offer': 'offer',
  '/offer/check': 'check',
  '/offer/changes': 'changes',
  '/offer/refused': 'refused',
  '/offer/moved': 'moved',
  '/services': 'services',
  '/events': 'events',
  '/say': 'say',
  '/say/receipt': 'back',
  '/review/about': 'reviewAbout',
  '/review': 'review',
  '/review/after': 'back',
  '/done': 'done',
  '/help': 'help',
  '/kept': 'kept',
  '/settings': 'settings',
  '/me': 'me',
  '/sign-in': 'signIn',
} as const;

/** @param here an address without authority and language: `/offer/check`. @returns null where the app's name is enough. */
export function titleOf(here: string): Extract<MessageKey, `leave.titles.${string}`> | null {
  const name = Object.entries(titles)
    .filter(([path]) => here === path || (path !== '' && here.startsWith(`${path}/`)))
    .sort(([one], [other]) => other.length - one.length)[0]?.[1];
  return name ? `leave.titles.${name}` : null;
}

/** Pages on which somebody's own words, answers or receipt may stand: nothing of them stays when the page goes. */
export function isOwnPage(here: string): boolean {
  return /^\/(say|me|sign-in|review\/(under-8|8-12|13-17|16-up|after)|offer\/(check|changes)|promise\/[^/]+\/kept-for-you)(\/|$)/.test(
    here,
  );
}
