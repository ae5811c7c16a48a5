import { minutesAfter, toInstant } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import './claims.table.ts';

/** A claim lapses after so long without its holder doing anything. */
const LAPSES_MINUTES = 10;

/** Who holds a claim, and until when. */
export interface Claim {
  personId: string;
  until: string;
}

/**
 * Claims something for whoever opens it, unless somebody else is reading it at the moment. A claim keeps nobody out.
 * @returns who has it now.
 */
export async function claim(
  db: Db,
  authorityId: string,
  itemId: string,
  personId: string,
  at: Date,
): Promise<Claim> {
  const now = toInstant(at);
  const until = toInstant(minutesAfter(at, LAPSES_MINUTES));
  await db
    .insertInto('claims')
    .values({ authority_id: authorityId, item_id: itemId, person_id: personId, until })
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'item_id'])
        .doUpdateSet({ person_id: personId, until })
        .where((eb) => eb.or([eb('claims.until', '<=', now), eb('claims.person_id', '=', personId)])),
    )
    .execute();
  const held = (await findClaims(db, authorityId, [itemId], at)).get(itemId);
  // Let go of between the two statements: then it is free, and whoever asks has it as good as anybody.
  return held ?? { personId, until };
}

/** Lets go of what somebody was reading. Whoever else holds it keeps it. */
export async function letGo(db: Db, authorityId: string, itemId: string, personId: string): Promise<void> {
  await db
    .deleteFrom('claims')
    .where('authority_id', '=', authorityId)
    .where('item_id', '=', itemId)
    .where('person_id', '=', personId)
    .execute();
}

/** The claims there are on these, by what is claimed. */
export async function findClaims(
  db: Db,
  authorityId: string,
  itemIds: string[],
  at: Date,
): Promise<Map<string, Claim>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('claims')
    .select(['item_id', 'person_id', 'until'])
    .where('authority_id', '=', authorityId)
    .where('item_id', 'in', itemIds)
    .where('until', '>', toInstant(at))
    .execute();
  return new Map(rows.map((row) => [row.item_id, { personId: row.person_id, until: row.until }]));
}

/** Forgets claims that lapsed. */
export async function forgetLapsedClaims(db: Db, authorityId: string, at: Date): Promise<void> {
  await db
    .deleteFrom('claims')
    .where('authority_id', '=', authorityId)
    .where('until', '<=', toInstant(at))
    .execute();
}
