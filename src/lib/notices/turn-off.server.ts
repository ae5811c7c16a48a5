import { minutesAfter } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database.ts';
import type { Whose } from './addresses.server.ts';
import { deleteAddress, deleteUnconfirmed, endNoting, findAddressRows } from './notices.queries.server.ts';

/** Turns everything off and forgets every address: with one press, and when an account is deleted. */
export async function forgetNotices(trx: Trx, { authorityId, personId }: Whose): Promise<void> {
  for (const { notice_id } of await findAddressRows(trx, authorityId, personId))
    await deleteAddress(trx, authorityId, personId, notice_id);
  await endNoting(trx, authorityId, personId);
}

/** Turns one off; with the last, nothing is known any more of when they were told. */
export async function turnOff(trx: Trx, { authorityId, personId }: Whose, noticeId: string): Promise<void> {
  await deleteAddress(trx, authorityId, personId, noticeId);
  const left = await findAddressRows(trx, authorityId, personId);
  if (!left.some((row) => row.confirmed_at !== null)) await endNoting(trx, authorityId, personId);
}

/** An address somebody typed and never confirmed may be anybody's: after a day it is forgotten. */
export async function forgetUnconfirmed(db: Db, authorityId: string, at: Date): Promise<void> {
  await deleteUnconfirmed(db, authorityId, minutesAfter(at, -24 * 60));
}
