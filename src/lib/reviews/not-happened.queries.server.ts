import type { Person } from '../identity/person.ts';
import type { Db, Trx } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import './record.table.ts';
import './review.table.ts';

/** An action of which its young person said that it did not happen; nothing of its words. */
export interface NotHappened {
  actionId: string;
  reviewId: string;
  /** The authority's own reference. */
  reference: string;
  byOn: string | null;
  saidAt: string;
  officerSeenAt: string | null;
  advocateSeenAt: string | null;
}

/** As many as a list shows. */
export const MOST_SHOWN = 100;

/**
 * What did not happen, as far as it is somebody's to know: of the young people whose officer (IRO) they are now, and for
 * an advocate all of the authority's. Whoever took a series over sees what was left undone before them.
 */
function rowsFor(db: Db | Trx, { authorityId, personId, roles }: Person) {
  const rows = db
    .selectFrom('review_actions as action')
    .innerJoin('reviews as review', (join) =>
      join
        .onRef('review.authority_id', '=', 'action.authority_id')
        .onRef('review.review_id', '=', 'action.review_id'),
    )
    .innerJoin('review_series as series', (join) =>
      join
        .onRef('series.authority_id', '=', 'review.authority_id')
        .onRef('series.series_id', '=', 'review.series_id'),
    )
    .select([
      'action.action_id',
      'action.review_id',
      'action.by_on',
      'action.outcome_at',
      'action.officer_seen_at',
      'action.advocate_seen_at',
      'series.reference',
      'series.officer_id',
    ])
    .where('action.authority_id', '=', authorityId)
    .where('action.outcome', '=', 'not');
  if (roles.includes('advocate')) return rows;
  // Nobody's officer sees nothing.
  return rows.where('series.officer_id', '=', roles.includes('reviewing-officer') ? personId : '');
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsFor>['executeTakeFirstOrThrow']>>;

const toNotHappened = (row: Row): NotHappened => ({
  actionId: row.action_id,
  reviewId: row.review_id,
  reference: row.reference,
  byOn: row.by_on,
  saidAt: row.outcome_at ?? '',
  officerSeenAt: row.officer_seen_at,
  advocateSeenAt: row.advocate_seen_at,
});

/** Whose eyes somebody has for it: an advocate's, an officer's, or both where they are both and it is theirs. */
function eyesOf({ personId, roles }: Person, officerId: string | null) {
  const asOfficer = roles.includes('reviewing-officer') && officerId === personId;
  return [
    ...(asOfficer ? (['officer_seen_at'] as const) : []),
    ...(roles.includes('advocate') ? (['advocate_seen_at'] as const) : []),
  ];
}

/** What did not happen, what somebody has not seen yet first, then the newest. */
export async function findNotHappened(
  db: Db,
  person: Person,
): Promise<{ toSee: NotHappened[]; seen: NotHappened[]; more: boolean }> {
  const rows = await rowsFor(db, person)
    .orderBy('action.outcome_at', 'desc')
    .orderBy('action.action_id')
    .execute();
  const isSeen = (row: Row) => eyesOf(person, row.officer_id).every((column) => row[column] !== null);
  const toSee = rows.filter((row) => !isSeen(row));
  const seen = rows.filter(isSeen);
  return {
    toSee: toSee.slice(0, MOST_SHOWN).map(toNotHappened),
    seen: seen.slice(0, MOST_SHOWN).map(toNotHappened),
    more: toSee.length > MOST_SHOWN || seen.length > MOST_SHOWN,
  };
}

/** @throws Refusal `not-found` for one that is not theirs to know, that happened after all, or that is shredded. */
export async function findOneNotHappened(
  db: Db | Trx,
  person: Person,
  actionId: string,
): Promise<NotHappened & { seen: boolean; columns: ('officer_seen_at' | 'advocate_seen_at')[] }> {
  const row = await rowsFor(db, person).where('action.action_id', '=', actionId).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  const columns = eyesOf(person, row.officer_id);
  return { ...toNotHappened(row), columns, seen: columns.every((column) => row[column] !== null) };
}
