import type { Generated, Selectable } from 'kysely';
import type {} from '../platform/database.ts';

export interface NoticeAddressesTable {
  authority_id: string;
  notice_id: string;
  person_id: string;
  kind: string;
  /** Which key of the key ring sealed it, and signs pushes to it. */
  kid: string;
  /** Sealed: an email address, or the address a phone's push service gave. */
  sealed: string;
  /** An HMAC of the address, so that one phone is not told twice. */
  fingerprint: string;
  /** In which language emails are written. */
  lang: string;
  created_at: string;
  /** Null until the code that was sent there came back. */
  confirmed_at: string | null;
  code_mac: string | null;
  code_tries: Generated<number>;
  /** How often in a row nothing could be brought there. */
  failures: Generated<number>;
}

export interface NoticesDueTable {
  authority_id: string;
  person_id: string;
  /** Since when something waits to be told; null: nothing does. */
  wanted_at: string | null;
  /** When they were last told: not again for some hours. */
  sent_at: string | null;
  /** When they last looked for themselves. */
  seen_at: string | null;
  /** Not before this, after nothing could be brought to them. */
  try_at: string | null;
  failures: Generated<number>;
}

export type NoticeAddressRow = Selectable<NoticeAddressesTable>;
export type NoticesDueRow = Selectable<NoticesDueTable>;

declare module '../platform/database.ts' {
  interface Database {
    notice_addresses: NoticeAddressesTable;
    notices_due: NoticesDueTable;
  }
}
