import type { AuthoritySettings } from '../authorities/authority.ts';
import type { Breakdown } from '../authorities/breakdowns.ts';
import { authorityOf } from '../authorities/authorities.queries.server.ts';
import type { Trx } from '../platform/database.ts';
import { periodOf } from '../platform/period.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import { inChunks } from '../voice/move-messages.server.ts';
import type { PointVoicesTable } from './point-voices.table.ts';
import './point-sources.table.ts';

interface Source {
  message_id: string;
  person_id: string | null;
  lang: string;
  age_band: string | null;
  area: string | null;
}

/** What an authority rules out is not kept either: what is not there cannot be counted. */
function keeps({ reports }: AuthoritySettings, split: Breakdown): boolean {
  return !reports.ruledOut.includes(split);
}

/** Who is counted for a message in a quarter: the signed-in young person, or the message itself. */
export function voiceOf(
  ring: KeyRing,
  authorityId: string,
  period: string,
  source: { person: string } | { message: string },
): string {
  return 'person' in source
    ? ring.mac('once', 'voice', authorityId, period, 'person', source.person)
    : ring.mac('once', 'voice', authorityId, period, 'message', source.message);
}

/**
 * Freezes who stands behind a point that is released at this moment, as far as counts go (security 2.13.1): a signed-in
 * young person once, every message with a receipt alone once.
 * @param only the messages whose voices are added to a point that was released before: what was frozen with it stays as
 * it was, and they count in the quarter of this moment.
 * @returns how many voices there are.
 */
export async function freezeVoices(
  trx: Trx,
  ring: KeyRing,
  authorityId: string,
  point: { pointId: string; themeId: string },
  at: Date,
  only?: readonly string[],
): Promise<number> {
  const { settings } = await authorityOf(trx, authorityId);
  const period = periodOf(at).id;
  const sources: Source[] = await trx
    .selectFrom('point_sources')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.authority_id', '=', 'point_sources.authority_id')
        .onRef('messages.message_id', '=', 'point_sources.message_id'),
    )
    .select(['messages.message_id', 'person_id', 'lang', 'age_band', 'area'])
    .where('point_sources.authority_id', '=', authorityId)
    .where('point_id', '=', point.pointId)
    .orderBy('messages.message_id')
    .execute();
  const added = only && new Set(only);
  const counted = added ? sources.filter(({ message_id }) => added.has(message_id)) : sources;
  const rows = counted.map((source): PointVoicesTable => ({
    authority_id: authorityId,
    period,
    theme_id: point.themeId,
    point_id: point.pointId,
    voice: voiceOf(
      ring,
      authorityId,
      period,
      source.person_id ? { person: source.person_id } : { message: source.message_id },
    ),
    known: source.person_id ? 1 : 0,
    channel: keeps(settings, 'channel') ? (source.person_id ? 'signed-in' : 'receipt') : '',
    language: keeps(settings, 'language') ? source.lang : '',
    age_band: keeps(settings, 'age-band') ? (source.age_band ?? '') : '',
    area: keeps(settings, 'area') ? (source.area ?? '') : '',
  }));
  const voices = [...new Map(rows.map((row) => [row.voice, row])).values()];
  for (const chunk of inChunks(voices))
    await trx
      .insertInto('point_voices')
      .values(chunk)
      // Somebody who signed in and spoke in this quarter already counts once.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return voices.length;
}
