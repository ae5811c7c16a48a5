import { findDeedsOn } from '../audit/audit.server.ts';
import type { YoungSession } from '../identity/young-person.ts';
import type { Db } from '../platform/database.ts';
import { openForPerson } from '../sealing/person-keys.server.ts';
import type { MessageFacts } from './message.ts';
import { findEntryRows } from './message.queries.server.ts';
import { groupOpenings, openingActions, type Opening } from './openings.ts';
import { countNewLines, findOwnMessages } from './own-messages.queries.server.ts';
import { openSaid } from './thread.server.ts';

const BEGINNING = 60;

/** A message of theirs, as the list of all of them has it. */
export interface OwnMessage {
  message: MessageFacts;
  /** How its words begin; empty where there are none, null where their key does not open it. */
  begins: string | null;
  newLines: number;
  /** Who opened the words, and when. */
  openings: Opening[];
}

const beginningOf = (words: string): string => {
  const letters = [...words.replace(/\s+/gu, ' ').trim()];
  return letters.length > BEGINNING ? `${letters.slice(0, BEGINNING).join('')}…` : letters.join('');
};

/** Every message of somebody who is signed in, the newest first. */
export async function listOwnMessages(db: Db, young: YoungSession): Promise<OwnMessage[]> {
  const { authorityId, personId } = young;
  const privateKey = await young.openPrivateKey();
  const newLines = await countNewLines(db, authorityId, personId);
  const list: OwnMessage[] = [];
  for (const message of await findOwnMessages(db, authorityId, personId)) {
    const { messageId } = message;
    const dataKey = await openForPerson(db, authorityId, messageId, personId, privateKey);
    const rows = await findEntryRows(db, authorityId, messageId);
    const first = rows.filter((row) => row.kind === 'said').slice(0, 1);
    const said = dataKey ? await openSaid(authorityId, dataKey, first).catch(() => null) : null;
    list.push({
      message,
      begins: said && beginningOf(said[0] ?? ''),
      newLines: newLines.get(messageId) ?? 0,
      openings: groupOpenings(await findDeedsOn(db, authorityId, messageId, openingActions)),
    });
  }
  return list;
}
