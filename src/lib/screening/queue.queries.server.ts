import { sql, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Database, Db } from '../platform/database.ts';
import type { Lang } from '../i18n/languages.ts';
import { toInstant } from '../platform/clock.ts';
import type { Stage } from '../voice/journey.ts';
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

/**
 * No message about the viewer. It is counted and not looked for with `exists`: PostgreSQL would join the two, and read a
 * whole queue to show a page of it.
 */
export const notAbout = (viewer: Viewer) => (eb: ExpressionBuilder<Database, 'messages'>) =>
  eb(
    eb
      .selectFrom('staff_conflicts')
      .select(({ fn }) => fn.countAll().as('count'))
      .whereRef('staff_conflicts.authority_id', '=', 'messages.authority_id')
      .whereRef('staff_conflicts.message_id', '=', 'messages.message_id')
      .where('staff_conflicts.person_id', '=', viewer),
    '=',
    0,
  );

const unclaimed = (viewer: Viewer, at: Date) => (eb: ExpressionBuilder<Database, 'messages'>) =>
  eb(
    eb
      .selectFrom('claims')
      .select(({ fn }) => fn.countAll().as('count'))
      .whereRef('claims.authority_id', '=', 'messages.authority_id')
      .whereRef('claims.item_id', '=', 'messages.message_id')
      .where('claims.person_id', '!=', viewer)
      .where('claims.until', '>', toInstant(at)),
    '=',
    0,
  );

/** The messages of a queue that the viewer may know of. */
export const messagesIn = (db: Db, authorityId: string, viewer: Viewer, { waits }: Queue) =>
  db
    .selectFrom('messages')
    .where('messages.authority_id', '=', authorityId)
    .where(waits)
    .where(notAbout(viewer));

const shown = [
  'message_id',
  'received_at',
  'lang',
  'danger',
  'wants_person',
  'named',
  'wants_answer',
  'stage',
] as const;

type QueueRow = Pick<MessageRow, (typeof shown)[number]> & { since: string };
type Rows = SelectQueryBuilder<Database, 'messages', QueueRow>;

const rowsIn = (db: Db, authorityId: string, viewer: Viewer, queue: Queue): Rows =>
  messagesIn(db, authorityId, viewer, queue)
    .select(shown)
    .select((eb) => eb.ref(queue.since).$notNull().as('since'));

function rowToQueued(row: QueueRow): QueuedMessage {
  return {
    messageId: row.message_id,
    receivedAt: row.received_at,
    lang: row.lang as Lang,
    soundsLikeDanger: row.danger === 1,
    wantsPerson: row.wants_person === 1,
    named: row.named === 1,
    wantsAnswer: row.wants_answer === 1,
    stage: row.stage as Stage,
    since: row.since,
  };
}

/**
 * The stretches of a queue's index, most urgent first, each newest first: what sounds like danger and then who asked for a
 * person, as the index has them; what is late; the rest.
 */
const stretches = ['asked for', 'late', 'in time'] as const;
type Stretch = (typeof stretches)[number];

const stretchAt = ({ danger, person, since, lateBefore }: QueuePlace): Stretch =>
  danger || person ? 'asked for' : since < lateBefore ? 'late' : 'in time';

function rowsOf(
  stretch: Stretch,
  rows: Rows,
  { since }: Queue,
  lateBefore: string,
  after: QueuePlace | null,
): Rows {
  const newest = (found: Rows) => found.orderBy(since, 'desc').orderBy('message_id', 'desc');
  if (stretch === 'asked for') {
    const asked = rows.where((eb) => eb(eb.refTuple('danger', 'wants_person'), '>', eb.tuple(0, 0)));
    const left = after
      ? asked.where((eb) =>
          eb(
            eb.refTuple('danger', 'wants_person', since, 'message_id'),
            '<',
            eb.tuple(Number(after.danger), Number(after.person), after.since, after.messageId),
          ),
        )
      : asked;
    return newest(left.orderBy('danger', 'desc').orderBy('wants_person', 'desc'));
  }
  const own = rows
    .where('danger', '=', 0)
    .where('wants_person', '=', 0)
    .where(since, stretch === 'late' ? '<' : '>=', lateBefore);
  return newest(
    after
      ? own.where((eb) => eb(eb.refTuple(since, 'message_id'), '<', eb.tuple(after.since, after.messageId)))
      : own,
  );
}

/**
 * One page of a queue, most urgent first and newest first within an urgency. It reads about as many rows as the page has,
 * wherever in the queue it is and however long the queue is.
 */
export async function findQueuePage(
  db: Db,
  authorityId: string,
  viewer: Viewer,
  queue: Queue,
  { lateBefore, after = null, limit = QUEUE_PAGE, unclaimedAt }: PageAsked,
): Promise<QueuePage> {
  const late = after?.lateBefore ?? lateBefore;
  const all = rowsIn(db, authorityId, viewer, queue);
  const rows = unclaimedAt ? all.where(unclaimed(viewer, unclaimedAt)) : all;
  const first = after ? stretches.indexOf(stretchAt(after)) : 0;
  const parts = stretches.slice(first).map((stretch, nth) => {
    const part = rowsOf(stretch, rows, queue, late, nth === 0 ? after : null).limit(limit + 1);
    return db
      .selectFrom(part.as('part'))
      .selectAll('part')
      .select(sql<number>`${sql.lit(nth)}`.as('nth'));
  });
  const found = await parts.reduce((before, part) => before.unionAll(part)).execute();
  // In their order within each part; which part comes first no database promises.
  const inOrder = found.sort((one, other) => one.nth - other.nth).map(rowToQueued);
  const messages = inOrder.slice(0, limit);
  const next = inOrder.length > limit ? placeOf(messages.at(-1)!, late) : null;
  return { messages, next };
}

/** Counts no further than to `most`. */
async function countUpTo<Table extends keyof Database>(
  db: Db,
  found: SelectQueryBuilder<Database, Table, object>,
  most: number,
): Promise<number> {
  const one = found.select(sql`1`.as('one')).limit(most);
  const { count } = await db
    .selectFrom(one.as('found'))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * How many messages the viewer may know of in a queue; at most one more than `COUNT_TO`. What is about the viewer is
 * counted apart and taken off: it is little, and to ask of each message whether it is would be much.
 */
export async function countQueue(db: Db, authorityId: string, viewer: Viewer, queue: Queue): Promise<number> {
  const about = await db
    .selectFrom('staff_conflicts')
    .select('message_id')
    .where('authority_id', '=', authorityId)
    .where('person_id', '=', viewer)
    .execute();
  const all = db.selectFrom('messages').where('authority_id', '=', authorityId).where(queue.waits);
  const ids = about.map((row) => row.message_id);
  const hidden = ids.length > 0 ? await countUpTo(db, all.where('message_id', 'in', ids), ids.length) : 0;
  return (await countUpTo(db, all, COUNT_TO + 1 + hidden)) - hidden;
}

/** One message of a queue as it stands there, or null when it is not in it. */
export async function findQueued(
  db: Db,
  authorityId: string,
  viewer: Viewer,
  queue: Queue,
  messageId: string,
): Promise<QueuedMessage | null> {
  const row = await rowsIn(db, authorityId, viewer, queue)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row ? rowToQueued(row) : null;
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
  return countUpTo(db, openHolds(db, authorityId, viewer), COUNT_TO + 1);
}
