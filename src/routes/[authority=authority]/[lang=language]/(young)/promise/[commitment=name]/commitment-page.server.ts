import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { formatDay } from '$lib/i18n/dates.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { measuresBeside } from '$lib/promise/measure.ts';
import { findMeasures } from '$lib/promise/measure.queries.server.ts';
import { findKeptFigures } from '$lib/promise/kept-answer.queries.server.ts';
import { findOwnerRoles, findPromise } from '$lib/promise/promise.queries.server.ts';
import { findStandingHistory } from '$lib/promise/standing.queries.server.ts';
import { showFigures, showStanding } from '../shown-standing.ts';

/**
 * One commitment as everyone sees it: its words, how it stands, what young people say.
 * @throws Refusal `not-found` when the authority has made no such commitment.
 */
export async function commitmentPage(
  { services, lang }: Pick<App.Locals, 'services' | 'lang'>,
  authorityId: string,
  commitmentId: string,
) {
  const { db } = services;
  const now = services.clock();
  const authority = await authorityOf(db, authorityId);
  for (const theme of await findPromise(db, authority, lang)) {
    const commitment = theme.commitments.find((one) => one.commitmentId === commitmentId);
    if (!commitment) continue;
    const { date } = commitment.source;
    const history = await findStandingHistory(db, authorityId, commitmentId);
    const [standing, ...before] = history.map((one) => showStanding(lang, one, now));
    const figures = (await findKeptFigures(db, authorityId, now)).get(commitmentId);
    return {
      theme: { themeId: theme.themeId, title: theme.title, kind: theme.kind },
      commitment,
      sourceDate: date && formatDay(lang, date),
      standing: standing ?? null,
      before,
      measures: measuresBeside(await findMeasures(db, authority, lang), commitmentId),
      figures: figures ? showFigures(lang, figures) : null,
      ownerRole: standing?.ownerRole ?? (await findOwnerRoles(db, authorityId)).get(commitmentId) ?? null,
    };
  }
  throw new Refusal('not-found');
}
