import type { Lang } from '../i18n/languages.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { openWords, sealWords } from '../sealing/envelope.ts';
import type { KeyRing } from '../sealing/key-ring.server.ts';
import type { Mail } from './mail.server.ts';
import type { NoticeAddressRow } from './notice.table.ts';
import type { NoticeKind } from './notice.ts';
import { findAddressRows } from './notices.queries.server.ts';
import type { Push } from './push.server.ts';

/** What notices need: what carries them is null where it is not offered. */
export interface NoticesContext {
  db: Db;
  ring: KeyRing;
  clock: Clock;
  mail: Mail | null;
  push: Push | null;
  /** Our root address: all that a mail may link to. */
  origin: string;
}

/** Whose notices. */
export interface Whose {
  authorityId: string;
  personId: string;
}

/** Where somebody is told. */
export interface NoticeAddress {
  noticeId: string;
  kind: NoticeKind;
  kid: string;
  /** An email address, or what a push service gave. */
  address: string;
  lang: Lang;
  createdAt: string;
  confirmed: boolean;
  /** How often in a row nothing could be brought there. */
  failures: number;
}

const bindingOf = (authorityId: string, noticeId: string, kind: string) => ({
  authorityId,
  recordId: noticeId,
  field: `notice-address/${kind}`,
});

export async function sealAddress(
  ring: KeyRing,
  authorityId: string,
  noticeId: string,
  kind: NoticeKind,
  address: string,
): Promise<string> {
  return sealWords(ring.secret('notices'), address, bindingOf(authorityId, noticeId, kind));
}

/** One address has one fingerprint at one authority: the same phone is not told twice. */
export function fingerprintOf(ring: KeyRing, authorityId: string, kind: NoticeKind, address: string): string {
  return ring.mac('notices', 'address', authorityId, kind, address.toLowerCase());
}

export async function rowToAddress(ring: KeyRing, row: NoticeAddressRow): Promise<NoticeAddress> {
  const binding = bindingOf(row.authority_id, row.notice_id, row.kind);
  return {
    noticeId: row.notice_id,
    kind: row.kind as NoticeKind,
    kid: row.kid,
    address: await openWords(ring.secret('notices', row.kid), row.sealed, binding),
    lang: row.lang as Lang,
    createdAt: row.created_at,
    confirmed: row.confirmed_at !== null,
    failures: row.failures,
  };
}

/** Everywhere a person is told, and the address whose code has not come back yet. */
export async function findAddresses(
  { db, ring }: Pick<NoticesContext, 'db' | 'ring'>,
  { authorityId, personId }: Whose,
): Promise<NoticeAddress[]> {
  const rows = await findAddressRows(db, authorityId, personId);
  return Promise.all(rows.map((row) => rowToAddress(ring, row)));
}
