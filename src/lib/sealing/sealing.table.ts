import type {} from '../platform/database.ts';

export interface AuthorityKeysTable {
  authority_id: string;
  kid: string;
  public_key: string;
  state: 'active' | 'old' | 'retired';
  created_at: string;
}

export interface KeyWrapsTable {
  authority_id: string;
  kid: string;
  holder_kind: 'server' | 'staff' | 'escrow';
  holder_id: string;
  kdf: string;
  wrapped_private: string;
}

export interface RecordKeysTable {
  authority_id: string;
  record_id: string;
  reader_kind: 'authority' | 'receipt' | 'person' | 'views';
  reader_id: string;
  kid: string;
  wrapped_dek: string;
}

declare module '../platform/database.ts' {
  interface Database {
    authority_keys: AuthorityKeysTable;
    key_wraps: KeyWrapsTable;
    record_keys: RecordKeysTable;
  }
}
