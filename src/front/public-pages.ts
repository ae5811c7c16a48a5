import { canonical, PAGING, parseQuery } from '../lib/offer/open-referral/query.ts';

const YOUNG = '/[authority=authority]/[lang=language]/(young)';
const OPEN_REFERRAL = '/[authority=authority]/open-referral';

/**
 * Pages that are the same for everyone: kept in memory, and on phones. Whoever adds one here says that nothing of a
 * session, a form that was sent, or a receipt is ever in it.
 */
export const publicRoutes: ReadonlySet<string> = new Set([
  YOUNG,
  `${YOUNG}/promise`,
  `${YOUNG}/promise/[commitment=name]`,
  `${YOUNG}/promise/theme/[theme=name]`,
  `${YOUNG}/doing`,
  `${YOUNG}/doing/[theme=name]`,
  `${YOUNG}/offer`,
  `${YOUNG}/offer/[slug=name]`,
  `${YOUNG}/offer/check`,
  `${YOUNG}/offer/changes`,
  `${YOUNG}/offer/refused`,
  `${YOUNG}/offer/moved`,
  `${YOUNG}/offer/need/[need=name]`,
  `${YOUNG}/offer/words.json`,
  `${YOUNG}/services`,
  `${YOUNG}/services/[slug=name]`,
  `${YOUNG}/events`,
  `${YOUNG}/events.ics`,
  `${YOUNG}/done`,
  `${YOUNG}/done/[slug=name]`,
  `${YOUNG}/review/about`,
  `${YOUNG}/help`,
  `${YOUNG}/review`,
  `${YOUNG}/kept`,
  `${YOUNG}/kept/pages.json`,
  `${YOUNG}/settings`,
  `${YOUNG}/start`,
  `${YOUNG}/app.webmanifest`,
  OPEN_REFERRAL,
  `${OPEN_REFERRAL}/services`,
  `${OPEN_REFERRAL}/services/[id=name]`,
  `${OPEN_REFERRAL}/taxonomies`,
  `${OPEN_REFERRAL}/taxonomies/[id=name]`,
  `${OPEN_REFERRAL}/taxonomy_terms`,
  `${OPEN_REFERRAL}/taxonomy_terms/[id=name]`,
  `${OPEN_REFERRAL}/service_at_locations`,
  `${OPEN_REFERRAL}/service_at_locations/[id=name]`,
]);

/** Of these, pages on which somebody's answers come to stand: kept by us, but by no browser. */
export const answeredRoutes: ReadonlySet<string> = new Set([
  `${YOUNG}/offer/check`,
  `${YOUNG}/offer/changes`,
]);

/** The addresses a page may be kept under: without a query, and spelt the one plain way. */
const PLAIN_PATH = /^\/[a-z0-9/._-]+$/;

/** Lists of open data take a query; nothing else that is kept does. */
const LIST =
  /^\/[a-z][a-z0-9-]{1,40}\/open-referral\/(services|taxonomies|taxonomy_terms|service_at_locations)$/;

/**
 * What an answer to an address may be kept under, so that two spellings of the same question are kept once: a query
 * that means nothing, or that no list of ours takes, is kept under nothing.
 */
export function keptUnder(address: string): string | null {
  const mark = address.indexOf('?');
  if (mark < 0) return PLAIN_PATH.test(address) ? address : null;
  const path = address.slice(0, mark);
  const list = LIST.exec(path)?.[1];
  if (!list || mark === address.length - 1) return null;
  const parsed = parseQuery(
    new URLSearchParams(address.slice(mark + 1)),
    list === 'services' ? undefined : PAGING,
  );
  if ('faults' in parsed) return null;
  const query = canonical(parsed.query);
  return query === '' ? path : `${path}?${query}`;
}
