import type { Person } from '../identity/person.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewForOfficer } from './access.server.ts';
import { findActionRows, openAction } from './actions.queries.server.ts';
import { openDecidedForAuthority } from './decided-keys.server.ts';
import type { OpenedAction } from './decided.ts';
import { isAge } from './questions.ts';
import type { RecordDraft } from './record-draft.ts';
import { findAddressees, findRecordRow } from './record.queries.server.ts';
import type { Review, Series } from './review.ts';
import { findSeries } from './reviews.queries.server.ts';
import { openWritten } from './stored-draft.server.ts';

/** A record as its officer sees it. */
export interface ReadRecord {
  review: Review;
  series: Series;
  /** 0 where nothing is written yet. */
  version: number;
  writtenAt: string | null;
  sentAt: string | null;
  changedAt: string | null;
  openedAt: string | null;
  /** Whether a change to what was sent waits to be sent. */
  changing: boolean;
  written: RecordDraft;
  /** What came over from last time. */
  carried: OpenedAction[];
  /** What was decided at this review, as it stands, with what its young person says of it. */
  own: OpenedAction[];
  /** How many can open it once it is sent. */
  addressees: number;
  ages: ReturnType<typeof agesIn>;
}

const nothing: RecordDraft = { text: '', easy: '', actions: [] };
const agesIn = (ages: readonly string[]) => ages.filter(isAge);

/** For its officer alone. @throws Refusal `not-found` */
export async function readRecord(
  { db, ring }: Pick<VoiceContext, 'db' | 'ring'>,
  person: Person,
  reviewId: string,
): Promise<ReadRecord> {
  const { authorityId } = person;
  const review = await reviewForOfficer(db, person, reviewId);
  const series = await findSeries(db, authorityId, review.seriesId);
  const row = review.forgottenAt ? null : await findRecordRow(db, authorityId, reviewId);
  const rows = review.forgottenAt ? [] : await findActionRows(db, authorityId, reviewId);
  const { views, ages } = await findAddressees(db, authorityId, reviewId);
  const about = {
    review,
    series,
    version: row?.version ?? 0,
    writtenAt: row?.written_at ?? null,
    sentAt: row?.sent_at ?? null,
    changedAt: row?.changed_at ?? null,
    openedAt: row?.opened_at ?? null,
    changing: row?.draft != null,
    addressees: views,
    ages: agesIn(ages),
  };
  if (!row && rows.length === 0) return { ...about, written: nothing, carried: [], own: [] };
  const key = await openDecidedForAuthority(db, ring, authorityId, reviewId);
  const actions = await Promise.all(rows.map((one) => openAction(key, one)));
  return {
    ...about,
    written: row ? await openWritten(key, row, rows) : nothing,
    carried: actions.filter(({ carriedFrom }) => carriedFrom !== null),
    own: actions.filter(({ carriedFrom }) => carriedFrom === null),
  };
}
