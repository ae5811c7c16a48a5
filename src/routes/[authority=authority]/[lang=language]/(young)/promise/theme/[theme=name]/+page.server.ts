import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { findKeptFigures } from '$lib/promise/kept-answer.queries.server.ts';
import { mostAskedFirst } from '$lib/promise/most-asked.ts';
import { findPromise } from '$lib/promise/promise.queries.server.ts';
import { findStandings } from '$lib/promise/standing.queries.server.ts';
import { asAnyone } from '../../../../../../guard.server.ts';
import { findVoices } from '../../asked-about.server.ts';
import { showFigures, showStanding } from '../../shown-standing.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const { services, lang } = locals;
  const authority = await authorityOf(services.db, params.authority);
  const themes = await findPromise(services.db, authority, lang);
  const place = themes.findIndex(({ themeId }) => themeId === params.theme);
  const theme = themes[place];
  if (!theme) throw new Refusal('not-found');
  const now = services.clock();
  const standings = await findStandings(services.db, params.authority);
  const figures = await findKeptFigures(services.db, params.authority, now);
  const voices = await findVoices(services.db, params.authority, now);
  return {
    theme: {
      themeId: theme.themeId,
      title: theme.title,
      summary: theme.summary,
      textLang: theme.textLang,
      stale: theme.stale,
    },
    place,
    commitments: mostAskedFirst(theme.commitments, voices).map(({ commitmentId, title, textLang }) => {
      const standing = standings.get(commitmentId);
      const said = figures.get(commitmentId);
      return {
        commitmentId,
        title,
        textLang,
        standing: standing ? showStanding(lang, standing, now) : null,
        figures: said ? showFigures(lang, said) : null,
      };
    }),
  };
});
