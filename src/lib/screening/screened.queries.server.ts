import type { Db } from '../platform/database.ts';
import { pastScreening } from '../voice/journey.ts';
import type { MessageFacts } from '../voice/message.ts';
import { rowToMessage } from '../voice/message.queries.server.ts';
import { findThoseAbout } from './conflicts.queries.server.ts';

const PAGE = 50;

/** An instant and an id, as a page of the list ends with them. */
const PLACE = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([\w-]{1,64})$/;

/**
 * Messages that went past screening, newest first, a page at a time, without those about the person who asks.
 * @param before where the page before ended; anything else is the first page.
 * @returns where this page ends, or null for the last.
 */
export async function findScreened(
  db: Db,
  authorityId: string,
  personId: string,
  before: string | null,
): Promise<{ messages: MessageFacts[]; before: string | null }> {
  const [, at, id] = PLACE.exec(before ?? '') ?? [];
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('stage', 'in', [...pastScreening, 'handed-over']);
  if (at && id)
    query = query.where((eb) =>
      eb.or([eb('received_at', '<', at), eb.and([eb('received_at', '=', at), eb('message_id', '<', id)])]),
    );
  const rows = await query.orderBy('received_at', 'desc').orderBy('message_id', 'desc').limit(PAGE).execute();
  const about = await findThoseAbout(
    db,
    authorityId,
    personId,
    rows.map((row) => row.message_id),
  );
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  return {
    messages: rows.filter((row) => !about.has(row.message_id)).map(rowToMessage),
    before: last ? `${last.received_at}_${last.message_id}` : null,
  };
}
