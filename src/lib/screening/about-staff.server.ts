import { record } from '../audit/audit.server.ts';
import { findEveryone } from '../identity/people.queries.server.ts';
import { roleNames } from '../identity/roles.ts';
import { toInstant } from '../platform/clock.ts';
import { tryForAuthority } from '../sealing/records.server.ts';
import type { VoiceContext } from '../voice/arrivals.server.ts';
import { findEntryRows, lockMessage } from '../voice/message.queries.server.ts';
import { openSaid } from '../voice/thread.server.ts';
import {
  clearConflicts,
  findCleared,
  findConflicts,
  insertConflicts,
  refuseIfAbout,
} from './conflicts.queries.server.ts';
import { findForScreening } from './find-for-screening.server.ts';
import { nameFinder, type NameFound } from './staff-names.ts';

/** A member of staff a message may be about. */
export interface StaffNamed {
  personId: string;
  name: string;
  roles: string[];
  /** Whether their name stands in the words. */
  found: NameFound;
  /** Whether it is noted that the message is about them. */
  noted: boolean;
  /** Whether it is ticked unless somebody says otherwise: noted, or named in full and not cleared. */
  ticked: boolean;
}

const rank = ({ noted, found }: StaffNamed): number =>
  noted ? 0 : found === 'full' ? 1 : found === 'part' ? 2 : 3;

/**
 * The staff of an authority, those first whom a message is about or whose name stands in its words. Nobody sees the
 * words here.
 * @throws Refusal `not-found` for somebody it is about.
 */
export async function findStaffNamed(
  { db, ring }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
): Promise<StaffNamed[]> {
  await findForScreening(db, actor, authorityId, messageId);
  const dataKey = await tryForAuthority(db, ring, authorityId, messageId);
  const rows = dataKey ? await findEntryRows(db, authorityId, messageId) : [];
  const said = dataKey ? await openSaid(authorityId, dataKey, rows).catch(() => []) : [];
  const find = nameFinder(said.map(({ words }) => words).join('\n\n'));
  const noted = await findConflicts(db, authorityId, messageId);
  const cleared = await findCleared(db, authorityId, messageId);
  const staff = (await findEveryone(db, authorityId))
    .filter(({ personId, disabled }) => !disabled || noted.includes(personId))
    .map(({ personId, displayName, roles }) => {
      const isNoted = noted.includes(personId);
      const found = find(displayName);
      return {
        personId,
        name: displayName,
        roles: roles.map((role) => roleNames[role]),
        found,
        noted: isNoted,
        ticked: isNoted || (found === 'full' && !cleared.includes(personId)),
      };
    });
  return staff.sort((one, other) => rank(one) - rank(other));
}

/** What was ticked or unticked, of those that were on the screen. */
export interface AboutStaff {
  add: readonly string[];
  remove: readonly string[];
}

/**
 * Notes of whom of the staff a message is, or is no longer, about. The audit record says that it was done and not about
 * whom: an administrator may be the one.
 * @returns whether it is about whoever noted it: they may do nothing more with it, and cannot take it back themselves.
 * @throws Refusal `not-found` for somebody it is about already.
 */
export async function noteAboutStaff(
  { db, ring, clock }: VoiceContext,
  actor: string,
  authorityId: string,
  messageId: string,
  { add, remove }: AboutStaff,
): Promise<boolean> {
  const at = clock();
  const everyone = new Set((await findEveryone(db, authorityId)).map(({ personId }) => personId));
  return db.transaction().execute(async (trx) => {
    await lockMessage(trx, authorityId, messageId);
    await refuseIfAbout(trx, authorityId, messageId, actor);
    const before = new Set(await findConflicts(trx, authorityId, messageId));
    const added = add.filter((personId) => everyone.has(personId) && !before.has(personId));
    const cleared = new Set(await findCleared(trx, authorityId, messageId));
    const removed = remove.filter(
      (personId) => everyone.has(personId) && !add.includes(personId) && !cleared.has(personId),
    );
    if (added.length + removed.length === 0) return false;
    const noted = { by: actor, at: toInstant(at) };
    await insertConflicts(trx, authorityId, messageId, added, noted);
    await clearConflicts(trx, authorityId, messageId, removed, noted);
    const meta = { noted: String(added.length), cleared: String(removed.length) };
    const deed = { actor, action: 'message.about-staff', object: messageId, meta };
    await record(trx, ring.secret('audit'), authorityId, deed, at);
    return added.includes(actor);
  });
}
