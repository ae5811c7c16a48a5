import type { Person } from '../identity/person.ts';
import { Refusal } from '../platform/refusal.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { reviewFor } from './access.server.ts';
import { findActionRows, openAction } from './actions.queries.server.ts';
import { agendaOf, otherLanguages, type AgendaSection } from './agenda.ts';
import type { Reader } from './audience.ts';
import { openDecidedForAuthority } from './decided-keys.server.ts';
import type { OpenedAction } from './decided.ts';
import { openViewsAs, openViewsFor } from './open-views.server.ts';
import type { Review, Series } from './review.ts';
import { findSeries } from './reviews.queries.server.ts';
import { findTornUp, type TornUp } from './torn-up.server.ts';

/** What a meeting talks about, for one of those who are at it. */
export interface Agenda {
  review: Review;
  series: Series;
  reader: Reader;
  /** As whom it is looked at: only a review's officer may look at all of them. */
  lookedAtBy: 'officer' | 'worker';
  sections: AgendaSection[];
  /** What came over from last time: for the officer's own agenda, and where they add it to another. */
  carried: OpenedAction[];
  /** Languages other than English that words on it are in. */
  languages: string[];
  /**
   * How many views came, whatever of them is for this reader: for the officer. A worker is told of those that hold something
   * for them. And how many answers for this reader do not open.
   */
  received: number;
  unreadable: number;
  /** What was taken back after it was printed, until the officer has seen that. */
  tornUp: TornUp[];
}

async function findCarried(
  { db, ring }: Pick<VoiceContext, 'db' | 'ring'>,
  authorityId: string,
  reviewId: string,
): Promise<OpenedAction[]> {
  const rows = (await findActionRows(db, authorityId, reviewId)).filter(
    ({ carried_from }) => carried_from !== null,
  );
  if (rows.length === 0) return [];
  const key = await openDecidedForAuthority(db, ring, authorityId, reviewId);
  return Promise.all(rows.map((row) => openAction(key, row)));
}

/**
 * The agenda for one reader: for the review's officer, who prints or shows it; and for its worker their own.
 * @throws Refusal `not-found` for anybody else, and for a worker who asks for another reader's.
 */
export async function openAgenda(
  context: VoiceContext,
  person: Person,
  reviewId: string,
  reader: Reader,
): Promise<Agenda> {
  const { db } = context;
  const { authorityId } = person;
  const { review, reader: own } = await reviewFor(db, person, reviewId);
  if (own !== 'officer' && own !== reader) throw new Refusal('not-found');
  const { views } =
    own === 'officer'
      ? await openViewsAs(context, person, reviewId, reader)
      : await openViewsFor(context, person, reviewId);
  const sections = agendaOf(views);
  // That something came which is for the officer alone is for the officer alone.
  const told =
    own === 'officer' ? views : views.filter(({ answers, unreadable }) => answers.length + unreadable > 0);
  return {
    review,
    series: await findSeries(db, authorityId, review.seriesId),
    reader,
    lookedAtBy: own === 'officer' ? 'officer' : 'worker',
    sections,
    carried:
      own === 'officer' && !review.forgottenAt ? await findCarried(context, authorityId, reviewId) : [],
    languages: otherLanguages(sections),
    received: told.length,
    unreadable: views.reduce((sum, { unreadable }) => sum + unreadable, 0),
    tornUp: (await findTornUp(db, authorityId, reviewId)).filter(
      (one) => own === 'officer' || one.reader === 'worker',
    ),
  };
}
