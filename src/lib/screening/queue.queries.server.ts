import { sql, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Database, Db } from '../platform/database.ts';
import { toInstant } from '../platform/clock.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import type { MessageRow } from '../voice/message.table.ts';
import { COUNT_TO, placeOf, QUEUE_PAGE, type QueuedMessage, type QueuePlace } from '../voice/queue.ts';
import '../voice/claims.table.ts';
import type { HoldsTable } from './holds.table.ts';
import './staff-conflicts.table.ts';

/** Whose eyes a queue is for: what is about them is not in it. */
export type Viewer = string;

/** How much of a queue is asked for. */
export interface PageAsked {
  /** What has waited since before this instant is late. */
  lateBefore: string;
  /** Where the page before ended. */
  after?: QueuePlace | null;
  limit?: number;
  /** Leaves out what somebody else is reading at this moment. */
  unclaimedAt?: Date;
}

export interface QueuePage {
  messages: QueuedMessage[];
  /** Where the next page goes on, or null where there is none. */
  next: QueuePlace | null;
}

/**
 * A queue is a condition that one partial index answers, and the column that says since when. The condition is written
 * out: with values apart from it SQLite cannot tell that the index will do.
 */
export interface Queue {
  waits: ReturnType<typeof sql<SqlBool>>;
  since: 'awaiting_since' | 'stage_since';
}

/** Words nobody on duty has looked at: first words, and what was added later. */
export const screeningQueue: Queue = {
  waits: sql<SqlBool>`awaiting_since is not null`,
  since: 'awaiting_since',
};

/** No message about the viewer. */
export const notAbout = (viewer: Viewer) => (eb: ExpressionBuilder<Database, 'messages'>) =>
  eb.not(
    eb.exists(
      eb
        .selectFrom('staff_conflicts')
        .select('staff_conflicts.person_id')
        .whereRef('staff_conflicts.authority_id', '=', 'messages.authority_id')
        .whereRef('staff_conflicts.message_id', '=', 'messages.message_id')
        .where('staff_conflicts.person_id', '=', viewer),
    ),
  );

const unclaimed = (viewer: Viewer, at: Date) => (eb: ExpressionBuilder<Database, 'messages'>) =>
  eb.not(
    eb.exists(
      eb
        .selectFrom('claims')
        .select('claims.person_id')
        .whereRef('claims.authority_id', '=', 'messages.authority_id')
        .whereRef('claims.item_id', '=', 'messages.message_id')
        .where('claims.person_id', '!=', viewer)
        .where('claims.until', '>', toInstant(at)),
    ),
  );

/** The messages of a queue that the viewer may know of. */
export const messagesIn = (db: Db, authorityId: string, viewer: Viewer, { waits }: Queue) =>
  db
    .selectFrom('messages')
    .where('messages.authority_id', '=', authorityId)
    .where(waits)
    .where(notAbout(viewer));

type Rows = SelectQueryBuilder<Database, 'messages', MessageRow>;

interface Urgency {
  danger: boolean;
  person: boolean;
  late: boolean;
}

const both = [true, false];

/** The order of urgency: what sounds like danger, then who asked for a person, then what is late. */
const urgencies: Urgency[] = both.flatMap((danger) =>
  both.flatMap((person) => both.map((late) => ({ danger, person, late }))),
);

const rank = ({ danger, person, late }: Urgency) =>
  urgencies.findIndex((one) => one.danger === danger && one.person === person && one.late === late);

const urgencyAt = ({ danger, person, since, lateBefore }: QueuePlace): Urgency => ({
  danger,
  person,
  late: since < lateBefore,
});

/** One stretch of the index: one urgency, newest first. */
function stretch(
  rows: Rows,
  { since }: Queue,
  { danger, person, late }: Urgency,
  lateBefore: string,
  after: QueuePlace | null,
) {
  const within = rows
    .where('danger', '=', Number(danger))
    .where('wants_person', '=', Number(person))
    .where(since, late ? '<' : '>=', lateBefore);
  const here = after
    ? within.where((eb) => eb(eb.refTuple(since, 'message_id'), '<', eb.tuple(after.since, after.messageId)))
    : within;
  return here.orderBy(since, 'desc').orderBy('message_id', 'desc');
}

/**
 * One page of a queue, most urgent first and newest first within an urgency. It reads as many rows as the page has,
 * wherever in the queue it is.
 */
export async function findQueuePage(
  db: Db,
  authorityId: string,
  viewer: Viewer,
  queue: Queue,
  { lateBefore, after = null, limit = QUEUE_PAGE, unclaimedAt }: PageAsked,
): Promise<QueuePage> {
  const late = after?.lateBefore ?? lateBefore;
  let rows: Rows = messagesIn(db, authorityId, viewer, queue).selectAll('messages');
  if (unclaimedAt) rows = rows.where(unclaimed(viewer, unclaimedAt));
  const first = after ? rank(urgencyAt(after)) : 0;
  const found: QueuedMessage[] = [];
  for (const urgency of urgencies.slice(first)) {
    const from = after && rank(urgency) === first ? after : null;
    const some = await stretch(rows, queue, urgency, late, from)
      .limit(limit + 1 - found.length)
      .execute();
    found.push(...some.map((row) => ({ ...rowToMessage(row), since: row[queue.since]! })));
    if (found.length > limit) break;
  }
  const messages = found.slice(0, limit);
  const next = found.length > limit ? placeOf(messages.at(-1)!, late) : null;
  return { messages, next };
}

/** How many are in a queue, counted to one more than `COUNT_TO` and no further. */
export async function countAtMost<Table extends keyof Database>(
  db: Db,
  found: SelectQueryBuilder<Database, Table, object>,
): Promise<number> {
  const { count } = await db
    .selectFrom(
      found
        .select(sql`1`.as('one'))
        .limit(COUNT_TO + 1)
        .as('found'),
    )
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many messages the viewer may know of in a queue; at most one more than `COUNT_TO`. */
export async function countQueue(db: Db, authorityId: string, viewer: Viewer, queue: Queue): Promise<number> {
  return countAtMost(db, messagesIn(db, authorityId, viewer, queue));
}

/** One message of a queue as it stands there, or null when it is not in it. */
export async function findQueued(
  db: Db,
  authorityId: string,
  viewer: Viewer,
  queue: Queue,
  messageId: string,
): Promise<QueuedMessage | null> {
  const row = await messagesIn(db, authorityId, viewer, queue)
    .selectAll('messages')
    .where('messages.message_id', '=', messageId)
    .executeTakeFirst();
  return row ? { ...rowToMessage(row), since: row[queue.since]! } : null;
}

/** The open holds whose message is not about the viewer. */
const openHolds = (db: Db, authorityId: string, viewer: Viewer) =>
  db
    .selectFrom('holds')
    .where('holds.authority_id', '=', authorityId)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('staff_conflicts')
            .select('staff_conflicts.person_id')
            .whereRef('staff_conflicts.authority_id', '=', 'holds.authority_id')
            .whereRef('staff_conflicts.message_id', '=', 'holds.message_id')
            .where('staff_conflicts.person_id', '=', viewer),
        ),
      ),
    );

/** The holds to hand over next, soonest due first: a page of them. */
export async function findHoldsDue(db: Db, authorityId: string, viewer: Viewer): Promise<HoldsTable[]> {
  return openHolds(db, authorityId, viewer)
    .selectAll('holds')
    .orderBy('due_at')
    .orderBy('hold_id')
    .limit(QUEUE_PAGE)
    .execute();
}

/** How many holds are to be handed over; at most one more than `COUNT_TO`. */
export async function countHoldsDue(db: Db, authorityId: string, viewer: Viewer): Promise<number> {
  return countAtMost(db, openHolds(db, authorityId, viewer));
}
