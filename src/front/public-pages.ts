const YOUNG = '/[authority=authority]/[lang=language]/(young)';

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
  `${YOUNG}/done`,
  `${YOUNG}/done/[slug=name]`,
  `${YOUNG}/help`,
  `${YOUNG}/kept`,
  `${YOUNG}/kept/pages.json`,
  `${YOUNG}/settings`,
  `${YOUNG}/start`,
  `${YOUNG}/app.webmanifest`,
]);

/** The addresses a page may be kept under: without a query, and spelt the one plain way. */
export const PLAIN_PATH = /^\/[a-z0-9/.-]+$/;
