import type { AuthoritySettings } from '../authorities/authority.ts';

/** What an authority set itself for taking part: how much of what, and from which document of which years. */
export interface ParticipationAim {
  percent: number;
  /** Who counts for it: those who came and took part, or all who took part. */
  counts: 'came' | 'took-part';
  /** In words: null where its settings do not say. */
  words: string | null;
}

/** The aim in an authority's settings; null where it has none. */
export function aimOf({
  reviews: { participationAim: percent, participationAimFrom: from },
  sources,
}: Pick<AuthoritySettings, 'reviews' | 'sources'>): ParticipationAim | null {
  if (percent === null) return null;
  if (!from) return { percent, counts: 'took-part', words: null };
  const source = sources[from.source];
  const document = source
    ? `${source.title} (${source.publisher}, ${source.period ?? source.date ?? ''})`
    : '';
  return {
    percent,
    counts: from.counts,
    words: `It is for ${from.measures}, ${from.years}. It is historic: ${document}, ${from.section}.`,
  };
}
